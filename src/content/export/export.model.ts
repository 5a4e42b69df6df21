import type { BlobLike } from "../../base/blob.ts";
import { model, spec } from "../contract.model.ts";

export const exports_ = model({
  name: "export",
  doc: "Takes everything out, in files that other tools open.",
  commands: {},
  queries: {},
  tasks: {
    "export.zip": spec(
      "Everything in one zip: notes as Markdown in their folders, attachments, and every row of the rest in lines of JSON (docs/export-format.md).",
      {},
    ).answers<{
      name: string;
      blob: BlobLike;
      notes: number;
      attachments: number;
      renamed: readonly { from: string; to: string }[];
    }>("`{name, blob, notes, attachments, renamed}`: `renamed` lists `{from, to}` of the paths that were made safe or told apart"),
  },
});
