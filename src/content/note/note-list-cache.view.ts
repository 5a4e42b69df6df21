import type { KeyValueStorage } from "../../app/data/unsaved.ts";
import type { NodeRow } from "../spine/spine.model.ts";

const KEY = "atelier:notes:last";
const MOST = 14;

/** The top of the list as it was last seen, painted while the database opens: no layout shift on load. */
export function cachedRows(storage: KeyValueStorage): NodeRow[] {
  return JSON.parse(storage.getItem(KEY) ?? "[]") as NodeRow[];
}

export function cacheRows(storage: KeyValueStorage, rows: readonly NodeRow[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(rows.slice(0, MOST).map((row) => ({ ...row, summary: row.summary?.slice(0, 160) ?? null }))));
  } catch (error) {
    console.info("The list is not kept for the next start:", error);
  }
}
