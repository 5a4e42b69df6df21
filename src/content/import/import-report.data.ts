import type { ReadContext, WriteContext } from "../../db/module.ts";
import type { ImportItem, ImportKind, ImportOutcome, ImportReport } from "./import.model.ts";

export const REPORT_SQL = {
  save: "INSERT INTO imports (batch, at, label, report_json) VALUES (?, ?, ?, ?)",
  exists: "SELECT 1 FROM imports WHERE batch = ?",
  get: "SELECT report_json FROM imports WHERE batch = ?",
};
const MOST_ITEMS = 10_000;

/** Without a path it is counted by its kind only. */
export type ReportItem = (
  path: string | null,
  outcome: ImportOutcome,
  remarks?: readonly string[],
  nodeId?: string | null,
  kind?: string,
) => void;

/** Counts what became of every file, and keeps the lines of the report that a person reads. */
export function createReport(batch: string, dryRun: boolean) {
  const counts: Record<ImportOutcome, number> = { created: 0, updated: 0, unchanged: 0, attached: 0, skipped: 0, failed: 0 };
  const remarked: ImportItem[] = [];
  const plain: ImportItem[] = [];
  const kinds = new Map<string, ImportKind>();
  const add: ReportItem = (path, outcome, remarks = [], node_id = null, kind = "note") => {
    if (path !== null) counts[outcome]++;
    if (outcome === "created" || outcome === "updated" || outcome === "unchanged") {
      const known = kinds.get(kind) ?? { kind, created: 0, updated: 0, unchanged: 0 };
      kinds.set(kind, { ...known, [outcome]: known[outcome] + 1 });
    }
    if (path === null) return;
    const list = remarks.length ? remarked : plain;
    if (list.length < MOST_ITEMS) list.push({ path, outcome, remarks: [...remarks], node_id });
  };
  return {
    add,
    done: (links: number, unresolved_links: number): ImportReport => ({
      batch,
      dry_run: dryRun,
      ...counts,
      links,
      unresolved_links,
      kinds: [...kinds.values()],
      items: [...remarked, ...plain].slice(0, MOST_ITEMS),
    }),
  };
}

export const saveReport = (ctx: WriteContext, label: string, report: ImportReport): void =>
  void ctx.db.run(REPORT_SQL.save, [report.batch, ctx.at, label, JSON.stringify(report)]);

export const wasImported = (ctx: ReadContext, batch: string): boolean => ctx.db.value(REPORT_SQL.exists, [batch]) !== undefined;

export function getReport(ctx: ReadContext, batch: string): ImportReport | null {
  const json = ctx.db.value<string>(REPORT_SQL.get, [batch]);
  return json === undefined ? null : (JSON.parse(json) as ImportReport);
}
