import * as v from "valibot";
import { type FileLike, isFileLike } from "../../base/blob.ts";
import { flag, id, model, newId, spec } from "../contract.model.ts";

export type ImportOutcome = "created" | "updated" | "unchanged" | "attached" | "skipped" | "failed";

/** One line of the report: what became of one file, and what of it was not understood. */
export interface ImportItem {
  path: string;
  outcome: ImportOutcome;
  /** Sentences: what was not understood, or why it was left out. */
  remarks: string[];
  node_id: string | null;
}

/** How many of one kind of thing: `note`, `project`, `todo`, `week`, `activity`, `event`, and `kept` for what has no type yet. */
export interface ImportKind {
  kind: string;
  created: number;
  updated: number;
  unchanged: number;
}

export interface ImportReport {
  /** Undo it with `undo.apply {mutation_id: batch}`. */
  batch: string;
  dry_run: boolean;
  created: number;
  updated: number;
  unchanged: number;
  attached: number;
  skipped: number;
  failed: number;
  links: number;
  unresolved_links: number;
  /** Of what was created, updated and unchanged, by kind. */
  kinds: ImportKind[];
  /** In the order of the source; at most 10,000, those with remarks first. */
  items: ImportItem[];
}

export const imports = model({
  name: "import",
  doc: "Brings material in. One batch that can be undone; the same source twice updates, it never duplicates.",
  commands: {},
  queries: {
    "import.report": spec("The report of an import.", { batch: id }).answers<ImportReport | null>("the report, or null"),
  },
  tasks: {
    "import.files": spec(
      "Imports zips and loose files: Markdown with front matter, wikilinks, folders and attachments; an export of Atelier; and, known by their content, files of other programs (see the user guide).",
      {
        batch: newId,
        files: v.pipe(v.array(v.custom<FileLike>(isFileLike, "Only files can be imported.")), v.minLength(1, "No file was given.")),
        /** Counts and report only; nothing is written. */
        dry_run: v.optional(flag, false),
      },
    ).answers<ImportReport>("the report: counts, and what became of every file"),
  },
});
