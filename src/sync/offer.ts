import type { RandomBytes } from "../base/ids.ts";
import type { Database } from "../db/sqlite.ts";
import type { Write } from "../protocol/push.ts";
import { cellsOf, writeOf } from "./capture.ts";
import { enqueue } from "./outbox.ts";
import { ownerSpace } from "./owner.ts";
import { clocksOf } from "./records.ts";
import { SPACES_SQL, type SpaceRow } from "./spaces.ts";
import { isDerived, readRow, type SyncTables } from "./tables.ts";

const ROWS = 100;
const BATCH_CHARACTERS = 200_000;

/**
 * The next part of what was here before sync: an operation of some rows that the server has not heard of. `x` is 0: nothing of the
 * server was seen (CL3). Answers how many rows were looked at; 0 when there are no more.
 */
export function offerNext(db: Database, tables: SyncTables, space: SpaceRow, deps: { now: number; random: RandomBytes }): number {
  const names = [...tables.keys()];
  const [index, after] = space.offered === null ? [0, ""] : (JSON.parse(space.offered) as [number, string]);
  const table = tables.get(names[index] ?? "");
  if (!table) return 0;
  const ids = db.rows<{ id: string }>(
    `SELECT ${table.key} AS id FROM ${table.name} WHERE ${table.key} > ? ORDER BY ${table.key} LIMIT ${ROWS}`,
    [after],
  );
  const writes: Write[] = [];
  let size = 0;
  let last = after;
  for (const { id } of ids) {
    const row = readRow(db, table, id)!;
    const place = { space_id: space.space_id, tbl: table.name, id };
    last = id;
    const known = clocksOf(db, place) ?? {};
    const columns = table.columns.filter((column) => known[column] === undefined);
    if (columns.length === 0 || isDerived(table, row) || ownerSpace(db, table, id) !== space.space_id) continue;
    const write = writeOf(table, id, cellsOf(row, columns));
    writes.push(write);
    if ((size += JSON.stringify(write).length) > BATCH_CHARACTERS) break;
  }
  if (writes.length > 0) enqueue(db, { space_id: space.space_id, kind: "offer", writes, at: deps.now, ctx: 0 }, deps);
  const isLast = ids.length < ROWS && last === (ids.at(-1)?.id ?? after);
  db.run(SPACES_SQL.offered, [JSON.stringify(isLast ? [index + 1, ""] : [index, last]), space.space_id]);
  return Math.max(1, ids.length);
}

/** Roughly how much there is, for the progress. */
export const offerTotal = (db: Database, tables: SyncTables): number =>
  [...tables.keys()].reduce((sum, table) => sum + (db.value<number>(`SELECT count(*) FROM ${table}`) ?? 0), 0);
