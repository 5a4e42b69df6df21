import { decodeHlc, encodeHlc, tick } from "../base/hlc.ts";
import type { RandomBytes } from "../base/ids.ts";
import type { Database } from "../db/sqlite.ts";
import type { WireError } from "../protocol/errors.ts";
import type { Op, Write } from "../protocol/push.ts";
import type { WireValue } from "../protocol/value.ts";
import { nextClock, passClock, randomHex, takeClientId } from "./meta.ts";
import { type Cells, clocksOf, type Place, putShadow, shadowOf } from "./records.ts";
import { type SpaceRow, spaceRow, spaceRows, SPACES_SQL } from "./spaces.ts";

export type OpKind = "write" | "offer" | "state" | "conflict";
/** `table id` → column → the value before. */
export type Base = Record<string, Record<string, WireValue>>;

export interface OutboxRow {
  readonly pk: number;
  readonly space_id: string;
  readonly m: number;
  readonly op: string;
  readonly kind: OpKind;
  readonly ctx: number;
  readonly hlc: string;
  readonly writes_json: string;
  readonly base_json: string | null;
  readonly at: number;
  readonly attempts: number;
}

export const OUTBOX_SQL = {
  // After everything that waits or was refused, or again in the place that it had.
  insert: `INSERT INTO sync_outbox (pk, space_id, m, op, kind, ctx, hlc, writes_json, base_json, at)
    VALUES (coalesce(?, 1 + max(coalesce((SELECT max(pk) FROM sync_outbox), 0), coalesce((SELECT max(made) FROM sync_dead), 0))), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  countM: "UPDATE sync_space SET next_m = next_m + 1 WHERE space_id = ? RETURNING next_m - 1",
  setM: "UPDATE sync_space SET next_m = ? WHERE space_id = ?",
  touch: "INSERT INTO sync_touch (tbl, id, op, columns_json) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  untouch: "DELETE FROM sync_touch WHERE op = ?",
  batch: "SELECT * FROM sync_outbox WHERE space_id = ? AND acked = 0 ORDER BY m LIMIT 500",
  unsent:
    "SELECT pk, kind, hlc FROM sync_outbox WHERE space_id = ? AND acked = 0 ORDER BY CASE kind WHEN 'state' THEN 0 WHEN 'conflict' THEN 1 ELSE 2 END, pk",
  allUnsent: "SELECT pk, hlc FROM sync_outbox WHERE acked = 0 AND kind IN ('write', 'offer') ORDER BY pk",
  renumber: "UPDATE sync_outbox SET m = ? WHERE pk = ?",
  firstUnsent: "SELECT min(m) FROM sync_outbox WHERE space_id = ? AND acked = 0",
  restamp: "UPDATE sync_outbox SET hlc = ? WHERE pk = ?",
  recontext: "UPDATE sync_outbox SET ctx = ?, writes_json = ? WHERE pk = ?",
  ack: "UPDATE sync_outbox SET acked = 1, error_json = NULL, next_at = NULL WHERE pk = ?",
  delete: "DELETE FROM sync_outbox WHERE op = ?",
  acked: "SELECT op FROM sync_outbox WHERE space_id = ? AND acked = 1",
  count: "SELECT count(*) FROM sync_outbox WHERE acked = 0",
  any: "SELECT 1 FROM sync_outbox o JOIN sync_space s USING (space_id) WHERE o.acked = 0 AND s.phase <> 'gone' LIMIT 1",
  isOwn: "SELECT 1 FROM sync_outbox WHERE hlc = ? LIMIT 1",
  byClock: "SELECT base_json FROM sync_outbox WHERE hlc = ? AND base_json IS NOT NULL LIMIT 1",
  failed: "UPDATE sync_outbox SET attempts = attempts + 1, error_json = ?, next_at = ? WHERE acked = 0",
  calm: "UPDATE sync_outbox SET next_at = NULL WHERE acked = 0 AND next_at IS NOT NULL",
  die: `INSERT INTO sync_dead (op, space_id, m, ctx, writes_json, base_json, at, made, attempts, error_json)
    SELECT op, space_id, m, ctx, writes_json, base_json, at, pk, attempts + 1, ? FROM sync_outbox WHERE pk = ?`,
} as const;

/** What goes out as one operation; its order, its id, its clock and its context come with it. Answers its id. */
export function enqueue(
  db: Database,
  draft: {
    space_id: string;
    kind: OpKind;
    writes: readonly Write[];
    base?: Base | undefined;
    /** What every written cell held before. */
    before?: Base | undefined;
    at: number;
    hlc?: string;
    ctx?: number;
    /** The place of an operation that is sent again. */
    made?: number;
  },
  { now, random }: { now: number; random: RandomBytes },
): string {
  const { space_id, kind, writes, base, at } = draft;
  const op = randomHex(random, 12);
  const m = db.value<number>(OUTBOX_SQL.countM, [space_id])!;
  const hlc = draft.hlc ?? nextClock(db, now);
  const ctx = draft.ctx ?? contextOf(db, space_id, writes);
  if (draft.before) keepBehind(db, space_id, draft.before, ctx);
  const kept = base && Object.keys(base).length > 0 ? JSON.stringify(base) : null;
  db.run(OUTBOX_SQL.insert, [draft.made ?? null, space_id, m, op, kind, ctx, hlc, JSON.stringify(writes), kept, at]);
  if (kind === "write" || kind === "offer")
    for (const [tbl, id, cells] of writes) db.run(OUTBOX_SQL.touch, [tbl, id, op, JSON.stringify(Object.keys(cells))]);
  return op;
}

/** How far the person had seen: not as far as what the server has behind a pending value (CL4). */
function contextOf(db: Database, spaceId: string, writes: readonly Write[]): number {
  const space = spaceRow(db, spaceId)!;
  let seen = Math.min(...writes.map(([tbl, id]) => seenOf(db, space, { space_id: spaceId, tbl, id })));
  for (const [tbl, id] of writes)
    for (const [, hlc, seq] of Object.values(shadowOf(db, { space_id: spaceId, tbl, id })))
      if (db.value(OUTBOX_SQL.isOwn, [hlc]) === undefined) seen = Math.min(seen, seq - 1);
  return Math.max(0, seen);
}

/** Between the pages of a pull the cursor says nothing of a record that has moved on; one that was read was read whole. */
function seenOf(db: Database, { seq, seen }: SpaceRow, place: Place): number {
  if (seq === seen) return seen;
  return Math.max(seen, ...Object.values(clocksOf(db, place) ?? {}).map(([, at]) => at));
}

/** What the server will not count as seen may win: then it has to be known what it was (CL4). */
export function keepBehind(db: Database, spaceId: string, before: Base, ctx: number): void {
  if (ctx === spaceRow(db, spaceId)!.seq) return;
  for (const [key, cells] of Object.entries(before)) {
    const [tbl, id] = key.split(" ") as [string, string];
    const place = { space_id: spaceId, tbl, id };
    const clocks = clocksOf(db, place) ?? {};
    const behind = Object.entries(cells).flatMap(([column, value]) => {
      const clock = clocks[column];
      return clock && clock[1] > ctx ? [[column, [value, clock[0], clock[1]]] as const] : [];
    });
    if (behind.length > 0) putShadow(db, place, { ...(Object.fromEntries(behind) as Cells), ...shadowOf(db, place) });
  }
}

/** Without compression a push stays below the limit of a body. */
const PUSH_CHARACTERS = 300_000;

/** The next operations to send, in their order. */
export function nextBatch(db: Database, spaceId: string): OutboxRow[] {
  const rows = db.rows<OutboxRow>(OUTBOX_SQL.batch, [spaceId]);
  let size = 0;
  const end = rows.findIndex((row, i) => (size += row.writes_json.length) > PUSH_CHARACTERS && i > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** `lost`: up to when this device had read everything before the server lost something. */
export const toWire = ({ m, op, kind, ctx, hlc, writes_json }: OutboxRow, lost: number | null = null): Op => ({
  m,
  op,
  x: ctx,
  h: hlc,
  w: JSON.parse(writes_json) as Write[],
  ...((kind === "state" || kind === "conflict") && { r: kind }),
  ...(kind === "state" && lost !== null && { t: lost }),
});

/** The number up to which the server has answered for every operation. */
export const lastAcknowledged = (db: Database, { space_id, next_m }: SpaceRow): number =>
  (db.value<number | null>(OUTBOX_SQL.firstUnsent, [space_id]) ?? next_m) - 1;

/** The server has it. What this device wrote itself stays pending until a pull has told what became of it (CL5). */
export function acknowledge(db: Database, row: OutboxRow): void {
  if (row.kind === "write") db.run(OUTBOX_SQL.ack, [row.pk]);
  else forget(db, row.op);
}

export function forget(db: Database, op: string): void {
  db.run(OUTBOX_SQL.untouch, [op]);
  db.run(OUTBOX_SQL.delete, [op]);
}

/** A whole pull has followed: what was acknowledged is what the server says now. */
export function forgetAcknowledged(db: Database, spaceId: string): void {
  for (const { op } of db.rows<{ op: string }>(OUTBOX_SQL.acked, [spaceId])) forget(db, op);
}

/** Never to be applied: kept with its reason, its values still shown here (CL10). */
export function bury(db: Database, row: OutboxRow, error: WireError): void {
  if (row.kind === "write" || row.kind === "offer")
    db.run(OUTBOX_SQL.die, [JSON.stringify({ type: error.type, message: error.message }), row.pk]);
  else db.run(OUTBOX_SQL.untouch, [row.op]);
  db.run(OUTBOX_SQL.delete, [row.op]);
}

/** Numbers what is not acknowledged from `after` + 1 on, in the order in which it was made: the numbers may be of several ids. */
export function renumber(db: Database, spaceId: string, after: number): void {
  let m = after;
  for (const { pk } of db.rows<{ pk: number }>(OUTBOX_SQL.unsent, [spaceId])) db.run(OUTBOX_SQL.renumber, [++m, pk]);
  db.run(OUTBOX_SQL.setM, [m + 1, spaceId]);
}

/**
 * A new id for this device, and its operations as of that one, numbered anew: when another device has the same id, and whenever a server
 * has lost something, since it cannot tell any more whether one has (CL9). They keep their time, just after what may be there already.
 */
export function renew(db: Database, random: RandomBytes): void {
  const client = takeClientId(db, random);
  db.run(SPACES_SQL.forgetAnswered);
  for (const { pk, hlc } of db.rows<{ pk: number; hlc: string }>(OUTBOX_SQL.allUnsent)) {
    const again = encodeHlc({ ...tick(decodeHlc(hlc), 0), client });
    db.run(OUTBOX_SQL.restamp, [again, pk]);
    passClock(db, again);
  }
  for (const { space_id } of spaceRows(db)) renumber(db, space_id, 0);
}

/** New clocks in the old order: after the device's clock was wrong (CL8). */
export function restamp(db: Database, now: number): void {
  for (const { pk } of db.rows<{ pk: number }>(OUTBOX_SQL.allUnsent)) db.run(OUTBOX_SQL.restamp, [nextClock(db, now), pk]);
}
