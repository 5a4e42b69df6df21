import type { Database } from "../db/sqlite.ts";
import { Digest } from "../protocol/digest.ts";
import { DELETED } from "../protocol/names.ts";
import type { SpacePage, WireCell, WireRecord } from "../protocol/pull.ts";
import { applyRow, type Applied } from "./apply-row.ts";
import { noteConflict } from "./conflicts.ts";
import { noteOvertaken, owesEdits } from "./reoffer.ts";
import { sawClock } from "./meta.ts";
import { forgetAcknowledged } from "./outbox.ts";
import {
  type Cells,
  clocksOf,
  type Clocks,
  heldOf,
  isPending,
  pendingColumns,
  type Place,
  putClocks,
  takeBack,
  putShadow,
  shadowOf,
  RECORDS_SQL,
  shadowsOf,
  waitersOf,
  waitingCells,
} from "./records.ts";
import { SPACES_SQL, type SpaceRow } from "./spaces.ts";
import type { SyncTables } from "./tables.ts";

export interface PageResult {
  readonly nodes: Set<string>;
  readonly conflicts: number;
  /** The server's cells are not those that this device knows. */
  readonly differs: boolean;
}

/** A page, its conflicts and its cursor: the caller makes it one transaction (CL5). `at`: the time here, and the server's of the answer. */
export function applyPage(
  db: Database,
  tables: SyncTables,
  space: SpaceRow,
  page: SpacePage,
  at: { readonly now: number; readonly heard: number },
): PageResult {
  const applied: Applied = { nodes: new Set() };
  const digest = new Digest(space.digest);
  const level = (table: string) => tables.get(table)?.level ?? Infinity;
  let latest = "";
  for (const record of page.records.toSorted((a, b) => level(a[0]) - level(b[0]))) {
    applyRecord(db, tables, space, record, digest, applied);
    for (const [, hlc] of Object.values(record[4])) if (hlc > latest) latest = hlc;
  }
  let conflicts = 0;
  for (const conflict of page.conflicts) conflicts += noteConflict(db, space.space_id, conflict);
  if (latest) sawClock(db, latest, at.now);
  const members = page.members ? [page.members.rev, JSON.stringify(page.members.list)] : [null, null];
  db.run(SPACES_SQL.cursor, [page.tok, page.seq, digest.toString(), page.role, ...members, space.space_id]);
  if (!page.more) endOfPull(db, tables, space.space_id, at.heard, applied);
  return { nodes: applied.nodes, conflicts, differs: page.digest !== undefined && page.digest !== digest.toString() };
}

function applyRecord(
  db: Database,
  tables: SyncTables,
  { space_id, phase }: SpaceRow,
  [tbl, id, , , cells]: WireRecord,
  digest: Digest,
  applied: Applied,
): void {
  const place = { space_id, tbl, id };
  const known = clocksOf(db, place) ?? {};
  const clocks: Clocks = {};
  for (const [column, [value, hlc, seq]] of Object.entries(cells)) {
    if (known[column]?.[0] !== hlc) digest.change(tbl, id, column, known[column]?.[0], hlc);
    clocks[column] = column === DELETED && value !== null ? [hlc, seq, 1] : [hlc, seq];
  }
  putClocks(db, place, clocks);
  // Of what this device had before the server lost something, the later is offered again and stays; then the server decides (CL11).
  const held = takeBack(db, place, cells);
  const isOwed = (column: string, hlc: string) => {
    const [owed, , , isBack] = held[column] ?? [];
    return phase === "reread" && owed !== undefined && !isBack && owed > hlc;
  };
  const pending = pendingColumns(db, place);
  // As it was before what is under way here was written over it: somebody gave it back to a server that had lost something (CL5).
  const isAgain = (column: string, [value, hlc, seq]: WireCell) =>
    known[column]?.[0] === hlc && known[column][1] < seq && isPending(pending, column, value);
  const isNews = (column: string, cell: WireCell) => known[column]?.[0] !== cell[1] || isAgain(column, cell);
  const changed = Object.entries(cells).filter(([column, cell]) => isNews(column, cell) && !isOwed(column, cell[1]));
  if (changed.length === 0) return;
  noteOvertaken(db, tables, place, held, Object.fromEntries(changed));
  const shadow: Cells = { ...shadowOf(db, place) };
  const fresh: Cells = {};
  const owes = owesEdits(tables, tbl, held, clocks);
  for (const [column, cell] of changed) {
    if (!isPending(pending, column, cell[0]) && !(owes && isDeletion(column, cell))) {
      fresh[column] = cell;
      delete shadow[column];
    } else shadow[column] = cell;
  }
  putShadow(db, place, shadow);
  if (Object.keys(fresh).length === 0) return;
  const gone = held[DELETED];
  const owesDeletion = gone?.[2] === 1 && isOwed(DELETED, cells[DELETED]?.[1] ?? "");
  const whole: Cells = owesDeletion ? { ...cells, [DELETED]: [1, gone[0], 0] } : cells;
  // That it is alive again may be owed, too.
  const isAlive = shadow[DELETED] !== undefined || (gone !== undefined && !owesDeletion && isOwed(DELETED, cells[DELETED]?.[1] ?? ""));
  applyRow(db, tables, place, fresh, isAlive ? alive(whole) : whole, applied);
}

const isDeletion = (column: string, [value]: WireCell): boolean => column === DELETED && value !== null;

/** The server has it deleted, but what this device did to it comes first: its other cells are no reason to take it away. */
const alive = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([column]) => column !== DELETED));

/** Nothing of this device is under way any more where no operation says so: what the server has behind it comes to light (CL5). */
function endOfPull(db: Database, tables: SyncTables, spaceId: string, heard: number, applied: Applied): void {
  db.run(SPACES_SQL.seen, [heard, spaceId]);
  forgetAcknowledged(db, spaceId);
  for (const { cells, ...place } of shadowsOf(db, spaceId)) {
    const pending = pendingColumns(db, place);
    const owes = owesEdits(tables, place.tbl, heldOf(db, place) ?? {}, clocksOf(db, place) ?? {});
    const isBehind = ([column, cell]: [string, WireCell]) => isPending(pending, column, cell[0]) || (owes && isDeletion(column, cell));
    const over = Object.entries(cells).filter((one) => !isBehind(one));
    if (over.length === 0) continue;
    const still = Object.fromEntries(Object.entries(cells).filter(isBehind));
    putShadow(db, place, still);
    const whole = { ...waitingCells(db, place), ...cells };
    applyRow(db, tables, place, Object.fromEntries(over), still[DELETED] ? alive(whole) : whole, applied);
  }
  // A deletion that lost: the row is alive again, as it was and as it became.
  for (const place of db.rows<Place>(RECORDS_SQL.stillAlive, [spaceId])) {
    const cells = { ...waitingCells(db, place), ...shadowOf(db, place) };
    putShadow(db, place, {});
    applyRow(db, tables, place, cells, cells, applied);
  }
  db.run(RECORDS_SQL.dropAgreed, [spaceId]);
  for (const waiter of waitersOf(db, "unique")) applyRow(db, tables, waiter, waiter.cells, waiter.cells, applied);
}
