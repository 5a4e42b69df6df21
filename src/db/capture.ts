import type { NetChange, Origin } from "./changes.ts";
import type { TrackedTable } from "./module.ts";
import type { Database } from "./sqlite.ts";

/** Hears every change of tracked tables, inside the transaction that makes it, once for all of them. */
export interface ChangeCapture {
  keep(changes: readonly NetChange[], stamp: { readonly origin: Origin; readonly at: number }): void;
}

export type CreateCapture = (db: Database, tracked: readonly TrackedTable[]) => ChangeCapture;
