import { Star } from "lucide-solid";
import { Show } from "solid-js";
import { shortWhen, wholeWhen } from "../../app/ui/dates.ts";
import { SyncMark, type SyncState } from "../../app/ui/sync-mark.tsx";
import type { NodeRow } from "../spine/spine.model.ts";
import type { Sort } from "./note-filter.view.ts";

interface RowProps {
  readonly note: NodeRow;
  readonly sort: Sort;
  readonly now: number;
  readonly sync: SyncState | undefined;
}

/** A note in the list: title, two lines of its text, when, where, tags. */
export function NoteRow(props: RowProps) {
  const at = () => (props.sort === "created_at" ? props.note.created_at : props.note.modified_at);
  return (
    <div class="note-row-cell" role="gridcell">
      <span class="note-row-title">
        <span>{props.note.name}</span>
        <Show when={props.note.is_favorite}>
          <Star size={12} aria-label="Favourite" />
        </Show>
        <SyncMark state={props.sync} />
      </span>
      <span class="note-row-preview">{props.note.summary || "No text yet"}</span>
      <span class="note-row-meta">
        <time dateTime={new Date(at()).toISOString()} title={wholeWhen(at())}>
          {shortWhen(at(), props.now)}
        </time>
        <Show when={props.note.folder}>{(folder) => <span class="note-row-folder">{folder().split("/").at(-1)}</span>}</Show>
        <Show when={props.note.tags.length > 0}>
          <span>{props.note.tags.map((tag) => `#${tag}`).join(" ")}</span>
        </Show>
      </span>
    </div>
  );
}
