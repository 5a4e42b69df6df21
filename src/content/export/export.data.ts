import type { BlobLike } from "../../base/blob.ts";
import { dataModule } from "../contract.data.ts";
import { EXPORT_SQL, exportZip, stamp } from "./export-zip.data.ts";
import { exports_ } from "./export.model.ts";

declare const Blob: new (parts: Uint8Array[], options: { type: string }) => BlobLike;

export const exportData = dataModule(exports_, {
  sql: EXPORT_SQL,
  commands: {},
  queries: {},
  tasks: {
    "export.zip": (ctx) => exportZip(ctx),
    "backup.create": async (ctx) => ({
      name: `atelier-${stamp(ctx.now())}.sqlite`,
      blob: new Blob([await ctx.snapshot()], { type: "application/vnd.sqlite3" }),
    }),
  },
});
