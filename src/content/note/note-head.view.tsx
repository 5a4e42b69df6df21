import { Star } from "lucide-solid";
import { useClient } from "../../app/data/use-client.ts";
import type { NoteRecord } from "./note.model.ts";

/** Where the note is, and what can be done with it. */
export function NoteHead(props: { note: NoteRecord }) {
  const client = useClient();
  const toggleFavorite = () => client.run("node.update", { id: props.note.id, is_favorite: !props.note.is_favorite });
  return (
    <header class="note-head">
      <span class="note-folder">{props.note.folder || "No folder"}</span>
      <button type="button" class="note-action" aria-label="Favourite" aria-pressed={props.note.is_favorite} onClick={() => void toggleFavorite()}>
        <Star size={16} />
      </button>
    </header>
  );
}
