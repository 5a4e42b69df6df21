import { PORTABLE_SQL } from "../../db/portable/tables.ts";
import { dataModule, named } from "../contract.data.ts";
import { EXPORT_SQL, exportZip } from "./export-zip.data.ts";
import { TABLE_WRITER_SQL } from "./table-writer.data.ts";
import { exports_ } from "./export.model.ts";

export const exportData = dataModule(exports_, {
  sql: named({ export: EXPORT_SQL, writer: TABLE_WRITER_SQL, portable: PORTABLE_SQL }),
  commands: {},
  queries: {},
  tasks: {
    "export.zip": (ctx) => exportZip(ctx),
  },
});
