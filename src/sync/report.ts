import { hlcClient, hlcMs } from "../base/hlc.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import { livingNodes } from "../db/spine/stats.ts";
import type { Member } from "../protocol/spaces.ts";
import type { Write } from "../protocol/push.ts";
import type { WireValue } from "../protocol/value.ts";
import { CONFLICTS_SQL, type ConflictRow, conflictId, isMine, mergedValue } from "./conflicts.ts";
import { EVENTS_SQL, type EventKind } from "./events.ts";
import { IDLE, readMeta } from "./meta.ts";
import { OUTBOX_SQL } from "./outbox.ts";
import { hasSpaces, PERSONAL, SPACES_SQL, type SpaceRow, spaceRow } from "./spaces.ts";
import { NODES, policyOf, readRow, type SyncTables } from "./tables.ts";

export const REPORT_SQL = {
  failed: "SELECT count(*) FROM sync_outbox WHERE acked = 0 AND error_json IS NOT NULL",
  dead: "SELECT count(*) FROM sync_dead",
  lastSynced: "SELECT max(last_synced_at) FROM sync_space",
  queue: `SELECT m, op, space_id, at, writes_json, attempts, NULL AS next_at, error_json, 1 AS dead FROM sync_dead
    UNION ALL SELECT * FROM (SELECT m, op, space_id, at, writes_json, attempts, next_at, error_json, 0 FROM sync_outbox WHERE acked = 0 ORDER BY pk LIMIT ?1)
    LIMIT ?1`,
  node: "SELECT id, node_type, name FROM nodes WHERE id = ?",
  edge: "SELECT source_id FROM edges WHERE id = ?",
  inSpaces:
    "SELECT space_id, count(*) AS nodes FROM nodes INDEXED BY nodes_by_space WHERE deleted_at IS NULL AND space_id <> 'personal' GROUP BY space_id",
  states: `SELECT t.id, max(CASE WHEN d.op IS NOT NULL THEN 2 WHEN o.error_json IS NOT NULL THEN 2 WHEN o.acked = 0 THEN 1 ELSE 0 END) AS rank
    FROM json_each(?) AS wanted CROSS JOIN sync_touch t LEFT JOIN sync_outbox o ON o.op = t.op LEFT JOIN sync_dead d ON d.op = t.op
    WHERE t.tbl IN (SELECT value FROM json_each(?)) AND t.id = wanted.value GROUP BY t.id`,
  inConflict: `SELECT c.id FROM json_each(?) AS wanted CROSS JOIN sync_conflict c
    WHERE c.tbl IN (SELECT value FROM json_each(?)) AND c.id = wanted.value GROUP BY c.id`,
  spaceOf:
    "SELECT n.id, s.phase FROM json_each(?) AS wanted CROSS JOIN nodes n ON n.id = wanted.value LEFT JOIN sync_space s ON s.space_id = n.space_id",
} as const;

export interface Named {
  id: string;
  node_type: string;
  name: string;
}
type Failure = { type: string; message: string } | null;
const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

export function status(db: Database) {
  const account = readMeta(db, "account");
  const activity = readMeta(db, "activity") ?? IDLE;
  const count = (sql: string) => db.value<number>(sql) ?? 0;
  return {
    mode: account ? (readMeta(db, "mode") ?? "automatic") : ("off" as const),
    phase: account?.signed_in ? activity.phase : ("signed_out" as const),
    account: account ? { id: account.id, name: account.name } : null,
    last_synced_at: db.value<number | null>(REPORT_SQL.lastSynced) ?? null,
    pending: count(OUTBOX_SQL.count),
    failed: count(REPORT_SQL.failed),
    conflicts: count(CONFLICTS_SQL.count),
    dead: count(REPORT_SQL.dead),
    progress: activity.progress,
    next_at: activity.next_at,
    error: activity.error,
  };
}

interface Queued {
  m: number;
  op: string;
  space_id: string;
  at: number;
  writes_json: string;
  attempts: number;
  next_at: number | null;
  error_json: string | null;
  dead: number;
}

export const queue = (db: Database, limit: number) =>
  db.rows<Queued>(REPORT_SQL.queue, [limit]).map(({ writes_json, error_json, dead, ...row }) => {
    const writes = JSON.parse(writes_json) as Write[];
    const nodes = new Map<string, Named>();
    for (const [table, id] of writes) {
      if (nodes.size === 3) break;
      const node = nodeOf(db, table, id);
      if (node) nodes.set(node.id, node);
    }
    return { ...row, names: [...nodes.values()], writes: writes.length, error: parsed<Failure>(error_json), dead: dead === 1 };
  });

/** The node that a record is, stands for or hangs on. */
function nodeOf(db: Database, table: string, id: string): Named | undefined {
  return db.row<Named>(REPORT_SQL.node, [table === "edges" ? (db.value<string>(REPORT_SQL.edge, [id]) ?? "") : id]);
}

export const events = (db: Database, limit: number) =>
  db.rows<{
    at: number;
    kind: EventKind;
    space_id: string | null;
    duration_ms: number | null;
    pushed: number;
    pulled: number;
    message: string | null;
  }>(EVENTS_SQL.list, [limit]);

export const rates = (db: Database, days: number) =>
  db.rows<{ day: string; succeeded: number; failed: number; conflicts: number }>(EVENTS_SQL.rates, [days]);

type Json = string | number | boolean | null;
const shown = (value: WireValue | SqlValue | undefined): Json =>
  value === undefined || typeof value === "object" || typeof value === "bigint" ? (value === null ? null : String(value)) : value;

/** The member who writes with this client; null if it is oneself, on another device, or if the server has not told. */
function whoseClient(db: Database, spaceId: string, client: string): string | null {
  const list = parsed<Member[]>(spaceRow(db, spaceId)?.members_json ?? null) ?? [];
  const member = list.find(({ clients }) => clients?.includes(client));
  return member && member.user !== readMeta(db, "account")?.id ? member.name : null;
}

/** What is here on one side, what lost on the other; `mine` is this device's wherever one of them is (CL7). */
export const conflicts = (db: Database, tables: SyncTables, limit: number) =>
  db.rows<ConflictRow>(CONFLICTS_SQL.all, [limit]).map((row) => {
    const table = tables.get(row.tbl);
    const here = table && readRow(db, table, row.id);
    const now = { value: shown(row.col === DELETED ? null : here?.[row.col]), at: hlcMs(currentClock(db, row) ?? row.hlc) };
    const lost = { value: shown(JSON.parse(row.value_json) as WireValue), at: hlcMs(row.hlc) };
    const own = isMine(db, row);
    const theirClock = own ? currentClock(db, row) : row.hlc;
    const [mine, theirs] = own ? [lost, now] : [now, lost];
    const node = nodeOf(db, row.tbl, row.id);
    const policy = table ? policyOf(table, row.col) : "ask";
    return {
      id: conflictId(row),
      space_id: row.space_id,
      node_id: node?.id ?? null,
      node_type: node?.node_type ?? null,
      name: node?.name ?? "",
      table: row.tbl,
      row_id: row.id,
      column: row.col,
      policy: policy === "text" || policy === "set" ? policy : ("ask" as const),
      kind: row.col !== DELETED ? ("field" as const) : own ? ("deleted_here" as const) : ("deleted_there" as const),
      base: shown(parsed<WireValue>(row.base_json)),
      mine: mine.value,
      theirs: theirs.value,
      mine_at: mine.at,
      theirs_at: theirs.at,
      by: theirClock === undefined ? null : whoseClient(db, row.space_id, hlcClient(theirClock)),
      merged: mergedValue(db, tables, row) ?? null,
    };
  });

export const CLOCK_SQL = {
  current: "SELECT cells_json ->> ('$.\"' || ?4 || '\"[0]') FROM sync_rec WHERE tbl = ?1 AND id = ?2 AND space_id = ?3",
} as const;
const currentClock = (db: Database, { tbl, id, space_id, col }: ConflictRow): string | undefined =>
  db.value<string | null>(CLOCK_SQL.current, [tbl, id, space_id, col]) ?? undefined;

/** conflict > failed > pending > synced: derived, never stored. */
export function items(db: Database, tables: SyncTables, ids: readonly string[]) {
  if (!hasSpaces(db)) return ids.map((id) => ({ id, state: "off" as const }));
  const wanted = JSON.stringify(ids);
  const own = JSON.stringify(
    [...tables.values()].filter((t) => t.name === NODES || t.parents.some((p) => p.column === t.key)).map((t) => t.name),
  );
  const rank = new Map(db.rows<{ id: string; rank: number }>(REPORT_SQL.states, [wanted, own]).map((row) => [row.id, row.rank]));
  const conflicted = new Set(db.rows<{ id: string }>(REPORT_SQL.inConflict, [wanted, own]).map((row) => row.id));
  const phase = new Map(db.rows<{ id: string; phase: string | null }>(REPORT_SQL.spaceOf, [wanted]).map((row) => [row.id, row.phase]));
  return ids.map((id) => {
    const at = phase.get(id) ?? null;
    if (conflicted.has(id)) return { id, state: "conflict" as const };
    if (at === null || at === "gone") return { id, state: "off" as const };
    return { id, state: (["synced", "pending", "failed"] as const)[rank.get(id) ?? 0]! };
  });
}

/** One's own space, whether or not there is an account, and the shared ones. */
/** What is in a shared space is counted in its index; what is one's own is the rest. */
export function spaces(db: Database) {
  const rows = db.rows<SpaceRow>(SPACES_SQL.all);
  const all = rows.some(({ space_id }) => space_id === PERSONAL)
    ? rows
    : [{ space_id: PERSONAL, name: "", role: "owner" as const, members_json: null }, ...rows];
  const shared = new Map(db.rows<{ space_id: string; nodes: number }>(REPORT_SQL.inSpaces).map(({ space_id, nodes }) => [space_id, nodes]));
  const own = [...shared.values()].reduce((rest, nodes) => rest - nodes, livingNodes(db));
  return all.map(({ space_id, name, role, members_json }) => ({
    id: space_id,
    name,
    role,
    personal: space_id === PERSONAL,
    members: parsed<Member[]>(members_json)?.length ?? null,
    nodes: space_id === PERSONAL ? own : (shared.get(space_id) ?? 0),
  }));
}

export const members = (db: Database, spaceId: string) =>
  (parsed<Member[]>(spaceRow(db, spaceId)?.members_json ?? null) ?? []).map(({ user, name, role }) => ({ user_id: user, name, role }));
