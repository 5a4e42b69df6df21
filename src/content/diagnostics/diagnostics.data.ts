import { MAINTENANCE_SQL, check, optimize, vacuum } from "../../db/diagnostics/maintenance.ts";
import { SCHEMA_SQL, tableShapes } from "../../db/diagnostics/schema.ts";
import { SIZES_SQL } from "../../db/diagnostics/sizes.ts";
import { statements } from "../../db/diagnostics/statements.ts";
import { dataModule, named } from "../contract.data.ts";
import { diagnostics } from "./diagnostics.model.ts";
import { report } from "./report.data.ts";
import { storageReport } from "./storage-report.data.ts";
import { deleteFiles, releaseBytes, UNUSED_FILES_SQL, unusedFiles } from "./unused-files.data.ts";

export const diagnosticsData = dataModule(diagnostics, {
  sql: named({ sizes: SIZES_SQL, maintenance: MAINTENANCE_SQL, schema: SCHEMA_SQL, unusedFiles: UNUSED_FILES_SQL }),
  commands: {
    "attachment.clean": (ctx, { ids }) => deleteFiles(ctx, ids),
    "attachment.release": (ctx) => releaseBytes(ctx),
  },
  queries: {
    "diagnostics.schema": (ctx) => tableShapes(ctx.db),
  },
  tasks: {
    "diagnostics.statements": (ctx, { all }) => statements(ctx, all),
    "diagnostics.storage": (ctx) => storageReport(ctx),
    "diagnostics.events": async (ctx) => ctx.diagnostics.events.read(),
    "attachment.unused": (ctx) => unusedFiles(ctx),
    "diagnostics.report": async (ctx) => ({ text: await report(ctx) }),
    "database.check": (ctx) => check(ctx),
    "database.optimize": (ctx) => optimize(ctx),
    "database.vacuum": (ctx) => vacuum(ctx),
  },
});
