import { useNavigate } from "@solidjs/router";
import { Ellipsis, FileDown, Folder, FolderSync, Link, Printer, Star, Trash2 } from "lucide-solid";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { askToMove } from "../../app/inspector/move-request.ts";
import { IconButton, PageBar, runUndoable, showToast } from "../../app/ui/index.ts";
import { MenuItem, Popover } from "../../app/ui/popover.tsx";
import { SuggestField } from "../../app/ui/suggest-field.tsx";
import { downloadText } from "./download.view.ts";
import type { NoteRecord } from "./note.model.ts";

/** In the bar above the note: where it is, and what can be done with it. */
export function NoteHead(props: { note: NoteRecord; text: () => string }) {
  const client = useClient();
  const favorite = () => client.mutate([{ name: "node.update", args: { id: props.note.id, is_favorite: !props.note.is_favorite } }]);
  return (
    <PageBar>
      <div class="note-bar">
        <FolderField note={props.note} />
        <IconButton icon={Star} class="note-star" label="Favourite" aria-pressed={props.note.is_favorite} onClick={() => void favorite()} />
        <NoteMenu note={props.note} text={props.text} />
      </div>
    </PageBar>
  );
}

/** The folder as a path; choosing it opens a field with the folders there are. */
function FolderField(props: { note: NoteRecord }) {
  const client = useClient();
  const folders = createLiveQuery("folder.list", () => ({}));
  async function move(folder: string, close: () => void) {
    close();
    if (folder === props.note.folder) return;
    await runUndoable(
      client,
      [{ name: "note.update", args: { id: props.note.id, folder } }],
      folder ? `Moved to ${folder}.` : "Moved out of its folder.",
    );
  }
  const place = () => (props.note.folder ? props.note.folder.split("/").join(" / ") : "No folder");
  return (
    <Popover
      label={props.note.folder ? `Folder: ${place()}` : "No folder: choose one"}
      class="note-folder"
      face={
        <>
          <Folder size={14} />
          <span>{place()}</span>
        </>
      }
    >
      {(close) => (
        <div class="note-folder-edit">
          <SuggestField
            label="Folder"
            placeholder="Folder/Subfolder"
            autofocus
            value={props.note.folder}
            suggestions={folders.data?.map(({ folder }) => folder).filter(Boolean) ?? []}
            onChoose={(folder) => void move(folder, close)}
          />
          <p>Enter moves the note. A new folder is made as you name it; empty means no folder.</p>
        </div>
      )}
    </Popover>
  );
}

function NoteMenu(props: { note: NoteRecord; text: () => string }) {
  const client = useClient();
  const navigate = useNavigate();
  async function copyLink() {
    await navigator.clipboard.writeText(`[[${props.note.name}]]`);
    showToast({ text: "The link is on the clipboard: paste it into another note." });
  }
  async function trash() {
    if (await runUndoable(client, [{ name: "node.trash", args: { id: props.note.id } }], "Moved to the trash.")) navigate("/notes");
  }
  return (
    <Popover label="More actions" icon={Ellipsis} role="menu">
      {(close) => (
        <>
          <MenuItem icon={Link} onChoose={() => (close(), void copyLink())}>
            Copy link
          </MenuItem>
          <MenuItem
            icon={FileDown}
            onChoose={() => (close(), downloadText(`${props.note.name}.md`, props.note.front_matter + props.text()))}
          >
            Save as Markdown
          </MenuItem>
          <MenuItem icon={FolderSync} onChoose={() => (close(), askToMove(props.note))}>
            Move to a space…
          </MenuItem>
          <MenuItem icon={Printer} onChoose={() => (close(), window.print())}>
            Print…
          </MenuItem>
          <MenuItem icon={Trash2} danger onChoose={() => (close(), void trash())}>
            Move to trash
          </MenuItem>
        </>
      )}
    </Popover>
  );
}
