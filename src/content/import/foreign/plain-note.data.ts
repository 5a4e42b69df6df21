import type { NoteValues } from "../../export/workspace-file.data.ts";
import type { ImportedNote } from "../../note/import-notes.data.ts";
import type { ReadNote } from "../read-files.data.ts";

interface Plain extends Omit<ImportedNote, "aliases" | "front_matter"> {
  readonly label: string;
  readonly front_matter?: string;
  readonly as?: "event" | "kept";
  readonly values?: NoteValues | null;
  readonly remarks?: readonly string[];
}

/** A note that another program held in its own form. */
export const plainNote = ({ label, as, values = null, remarks = [], front_matter = "", ...note }: Plain): ReadNote => ({
  kind: "note",
  ...(as && { as }),
  path: `${label} › ${note.name}`,
  note: { ...note, aliases: [], front_matter },
  values,
  remarks,
});
