import { statements } from "../../db/diagnostics/statements.ts";
import type { TaskContext } from "../../db/module.ts";
import { workspaceStats } from "../../db/spine/stats.ts";
import { storageReport } from "./storage-report.data.ts";

const EVENTS = 200;

/** For whoever helps: numbers, names of tables and statements, events. Names, texts, tags and file names are never in it (DI3). */
export async function report(ctx: TaskContext): Promise<string> {
  const { nodes, trashed, edges, tags, attachments } = workspaceStats(ctx);
  const { rows } = await statements(ctx, false);
  const events = await ctx.diagnostics.events.read();
  const whole = {
    made_at: new Date(ctx.now()).toISOString(),
    sqlite: ctx.db.value("SELECT sqlite_version()"),
    schema: ctx.db.value("PRAGMA user_version"),
    counts: { nodes, trashed, edges, tags, attachments },
    storage: await storageReport(ctx),
    statements: rows,
    events: events.slice(-EVENTS),
  };
  return JSON.stringify(whole, null, 1);
}
