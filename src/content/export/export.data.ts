import { dataModule } from "../contract.data.ts";
import { EXPORT_SQL, exportZip } from "./export-zip.data.ts";
import { exports_ } from "./export.model.ts";

export const exportData = dataModule(exports_, {
  sql: EXPORT_SQL,
  commands: {},
  queries: {},
  tasks: {
    "export.zip": (ctx) => exportZip(ctx),
  },
});
