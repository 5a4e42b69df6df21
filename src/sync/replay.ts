import { applyRow, type Applied } from "./apply-row.ts";
import type { ExchangeDeps } from "./exchange.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { stopWaiting, waitersOf } from "./records.ts";

/** After an upgrade, what the version before could not show is tried again (CL6). */
export function replaySchema({ db, tables, schema, settle }: Pick<ExchangeDeps, "db" | "tables" | "schema" | "settle">): void {
  if (readMeta(db, "schema") === schema) return;
  const applied: Applied = { nodes: new Set() };
  for (const reason of ["schema", "value"] as const)
    for (const waiter of waitersOf(db, reason)) {
      stopWaiting(db, waiter);
      applyRow(db, tables, waiter, waiter.cells, waiter.cells, applied);
    }
  settle(applied.nodes);
  writeMeta(db, "schema", schema);
}
