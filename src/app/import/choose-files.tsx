import { Archive, FileArchive, FolderOpen } from "lucide-solid";
import { createMemo, onMount, Show } from "solid-js";
import { Button } from "../ui/index.ts";
import { storedCreations } from "./stored-creations.ts";
import { droppedFiles } from "./dropped-files.ts";

interface ChooseFilesProps {
  /** What happened to the last attempt. */
  message: string | undefined;
  onFiles: (files: readonly File[]) => void;
}

/** Files, a zip or a folder: by buttons or by dropping them here. */
export function ChooseFiles(props: ChooseFilesProps) {
  let files!: HTMLInputElement;
  let folder!: HTMLInputElement;
  const stored = createMemo(storedCreations);
  onMount(() => (folder.webkitdirectory = true));
  const choose = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    if (chosen.length > 0) props.onFiles(chosen);
  };
  async function onDrop(event: DragEvent) {
    event.preventDefault();
    const dropped = await droppedFiles(event.dataTransfer!);
    if (dropped.length > 0) props.onFiles(dropped);
  }
  return (
    <>
      <Show when={props.message}>
        <p class="import-message" role="alert">
          {props.message}
        </p>
      </Show>
      <div class="import-choose" onDragOver={(event) => event.preventDefault()} onDrop={(event) => void onDrop(event)}>
        <p>Drop a zip, a folder or files here, or choose them. You see what it is before anything is written.</p>
        <div>
          <Button icon={FileArchive} look="primary" onClick={() => files.click()}>
            Choose files…
          </Button>
          <Button icon={FolderOpen} onClick={() => folder.click()}>
            Choose a folder…
          </Button>
        </div>
        <Show when={stored()}>
          {(store) => (
            <div class="import-stored">
              <p>Creation OS has left its projects and todos in this browser. They stay there as they are.</p>
              <Button icon={Archive} onClick={() => props.onFiles([store()])}>
                Bring in Creation OS…
              </Button>
            </div>
          )}
        </Show>
        <input ref={files} type="file" multiple hidden aria-label="Files to import" onChange={() => choose(files)} />
        <input ref={folder} type="file" hidden aria-label="Folder to import" onChange={() => choose(folder)} />
      </div>
      <p class="import-hint">
        Understood are Markdown with tags, wikilinks, folders and attachments (such as an Obsidian vault), exports of Atelier, Todoist
        (CSV), calendars (ICS), Isometry, Vibing2, White Room and Creation OS. The same source again updates what came from it; nothing is
        ever there twice. An import can be undone as a whole.
      </p>
    </>
  );
}
