import type { Clock } from "../base/time.ts";
import { prune } from "../db/prune.ts";
import type { Database } from "../db/sqlite.ts";
import { thinNext } from "../db/versions/thin-versions.ts";

const AFTER_MS = 60_000;
const BETWEEN_NODES_MS = 200;

export interface HouseDeps {
  readonly now: Clock;
  readonly later: (work: () => void, ms: number) => void;
  readonly isClosed: () => boolean;
}

/** What becomes old is let go, once a term, since leaders come and go often enough: records of changes (CH6), then versions node by node (VE4). */
export function keepHouse(db: Database, { now, later, isClosed }: HouseDeps): void {
  const thinAfter = (nodeId: string) => {
    if (isClosed()) return;
    const next = thinNext(db, nodeId, now());
    if (next !== null) later(() => thinAfter(next), BETWEEN_NODES_MS);
  };
  later(() => {
    if (isClosed()) return;
    prune(db, now());
    thinAfter("");
  }, AFTER_MS);
}
