import { FILE_ROWS_SQL } from "../../db/drivers/file-rows.ts";
import { dataModule, named } from "../contract.data.ts";
import { importFiles } from "./import-files.data.ts";
import { getReport, REPORT_SQL } from "./import-report.data.ts";
import { imports } from "./import.model.ts";
import { WRITER_SQL } from "./import-writer.data.ts";
import { KNOWN_SQL } from "./known-notes.data.ts";
import { RESTORE_SQL } from "./restore/restore-rows.data.ts";
import { rollbackId, rollbackImport, ROLLBACK_SQL, runningImport } from "./rollback.data.ts";

export const importData = dataModule(imports, {
  sql: named({
    report: REPORT_SQL,
    known: KNOWN_SQL,
    rollback: ROLLBACK_SQL,
    writer: WRITER_SQL,
    fileRows: FILE_ROWS_SQL,
    restore: RESTORE_SQL,
  }),
  commands: {},
  queries: {
    "import.report": (ctx, { batch }) => getReport(ctx, batch),
  },
  tasks: {
    "import.files": (ctx, { batch, files, dry_run }) => importFiles(ctx, batch ?? `import-${ctx.now()}`, files, dry_run),
  },
  recovery: {
    cutOff: (ctx) => {
      const batch = runningImport(ctx);
      return batch === undefined ? null : rollbackId(batch);
    },
    recover: (ctx) => rollbackImport(ctx, runningImport(ctx)!),
  },
});
