import { setFrontMatterLists } from "./front-matter.data.ts";
import type { NoteRecord } from "./note.model.ts";

type FileParts = Pick<NoteRecord, "front_matter" | "content" | "tags" | "aliases">;

/**
 * A note as a Markdown file. Front matter and text stand as they were imported, byte for byte; a note without
 * front matter gets one only if it has tags or aliases to keep (NO10).
 */
export function noteFile(note: FileParts): string {
  if (note.front_matter || !(note.tags.length || note.aliases.length)) return note.front_matter + note.content;
  return setFrontMatterLists("", { tags: note.tags, aliases: note.aliases }) + note.content;
}
