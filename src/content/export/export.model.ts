import type { BlobLike } from "../../base/blob.ts";
import { model, spec } from "../contract.model.ts";

export const exports_ = model({
  name: "export",
  doc: "Takes everything out, in files that other tools open.",
  commands: {},
  queries: {},
  tasks: {
    "export.zip": spec("Every note as Markdown in its folder, and every attachment, in one zip.", {}).answers<{
      name: string;
      blob: BlobLike;
      notes: number;
      attachments: number;
      renamed: readonly { from: string; to: string }[];
    }>("`{name, blob, notes, attachments, renamed}`: `renamed` lists `{from, to}` of the paths that were made safe or told apart"),
  },
});
