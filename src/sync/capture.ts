import type { RandomBytes } from "../base/ids.ts";
import type { Clock } from "../base/time.ts";
import type { ChangeCapture } from "../db/capture.ts";
import type { NetChange } from "../db/changes.ts";
import type { TrackedTable } from "../db/module.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import type { Write } from "../protocol/push.ts";
import { encodeValue, type WireValue } from "../protocol/value.ts";
import { type Base, enqueue } from "./outbox.ts";
import { takeSilence } from "./meta.ts";
import { ownerSpace } from "./owner.ts";
import { isKnown, shownClocks, stopWaiting, wait } from "./records.ts";
import { hasSpaces, spaceRow } from "./spaces.ts";
import { isDerived, NODES, policyOf, readRow, type SyncTable, type SyncTables, syncTables } from "./tables.ts";

/** One operation writes at most so many records; more become several, in the order of the change. */
const WRITES = 500;
/** A text beyond this is not merged, so what it was before need not be kept. */
export const MERGE_CHARACTERS = 65_536;

interface Draft {
  readonly writes: Write[];
  readonly base: Base;
  readonly before: Base;
}

/** Notes what a local change means for the server, in the transaction that makes it (CL1). */
export function createCapture({ now, random }: { now: Clock; random: RandomBytes }) {
  return (db: Database, tracked: readonly TrackedTable[]): ChangeCapture => {
    let tables: SyncTables | undefined;
    return {
      keep(changes, { origin, at }) {
        if (origin !== "local" || !hasSpaces(db) || takeSilence(db)) return;
        tables ??= syncTables(db, tracked);
        const drafts = draftsOf(db, tables, changes);
        for (const [space_id, { writes, base, before }] of drafts) {
          const { phase } = spaceRow(db, space_id) ?? { phase: "gone" };
          if (phase === "gone") continue;
          for (let i = 0; i < writes.length; i += WRITES)
            enqueue(
              db,
              {
                space_id,
                kind: "write",
                writes: writes.slice(i, i + WRITES),
                base: i === 0 ? base : undefined,
                before: i === 0 ? before : undefined,
                at,
              },
              { now: now(), random },
            );
        }
      },
    };
  };
}

function draftsOf(db: Database, tables: SyncTables, changes: readonly NetChange[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  const draft = (space: string) => {
    if (!drafts.has(space)) drafts.set(space, { writes: [], base: {}, before: {} });
    return drafts.get(space)!;
  };
  const synced = changes.flatMap((change) => {
    const table = tables.get(change.table);
    return table ? [{ change, table }] : [];
  });
  const gone = new Map(
    synced.filter(({ change }) => change.op === "delete").map(({ change }) => [`${change.table} ${change.row_id}`, change]),
  );
  for (const { change, table } of synced.toSorted((a, b) => a.table.level - b.table.level)) {
    const space = ownerSpace(db, table, change.row_id, gone);
    if (change.op === "delete") deleted(db, table, change, space, gone, draft);
    else if (change.table === NODES && change.before.has("space_id")) moved(db, tables, change, draft);
    else written(db, table, change, space, draft);
  }
  return drafts;
}

type Drafts = (space: string) => Draft;
type Gone = ReadonlyMap<string, NetChange>;

/** What went because the row it hangs on went is not deleted: it waits, and comes back with it (CL6). What is deleted is kept until the server agrees. */
function deleted(db: Database, table: SyncTable, { row_id, before }: NetChange, space: string, gone: Gone, draft: Drafts): void {
  if (isDerived(table, Object.fromEntries(before))) return;
  const parent = table.parents.find((p) => p.cascade && gone.has(`${p.table} ${String(before.get(p.column))}`));
  if (!parent) draft(space).writes.push([table.name, row_id, { [DELETED]: 1 }]);
  const place = { space_id: space, tbl: table.name, id: row_id };
  const clocks = shownClocks(db, place);
  const cells = table.columns.map(
    (column) => [column, [encodeValue(before.get(column) as WireSource), ...(clocks[column] ?? ["", 0])]] as const,
  );
  wait(db, place, Object.fromEntries(cells) as never, "parent", parent ? String(before.get(parent.column)) : null);
}

function written(db: Database, table: SyncTable, change: NetChange, space: string, draft: Drafts): void {
  const { row_id, op, before } = change;
  const row = readRow(db, table, row_id);
  if (!row || isDerived(table, row)) return;
  const place = { space_id: space, tbl: table.name, id: row_id };
  const { derived } = table;
  const isNew = op === "insert" || (derived !== undefined && before.get(derived.column) === derived.value);
  const { writes, base, before: all } = draft(space);
  if (isNew) {
    const again = isKnown(db, place) ? { [DELETED]: null } : {};
    stopWaiting(db, place);
    writes.push(writeOf(table, row_id, { ...cellsOf(row, table.columns), ...again }));
    return;
  }
  const columns = table.columns.filter((column) => before.has(column));
  if (columns.length === 0) return;
  writes.push(writeOf(table, row_id, cellsOf(row, columns)));
  all[`${table.name} ${row_id}`] = cellsOf(Object.fromEntries(before), columns);
  const kept = columns.filter((column) => !isLong(before.get(column)));
  if (kept.length > 0) base[`${table.name} ${row_id}`] = cellsOf(Object.fromEntries(before), kept);
}

/** Out of one space and into another, with everything that belongs to the node (CL12). */
function moved(db: Database, tables: SyncTables, { row_id, before }: NetChange, draft: Drafts): void {
  const from = String(before.get("space_id"));
  const to = db.value<string>(NODE_SPACE, [row_id])!;
  for (const table of tables.values()) {
    const owner = table.name === NODES ? table.key : table.owners[0];
    if (owner === undefined) continue;
    for (const { id } of db.rows<{ id: string }>(`SELECT ${table.key} AS id FROM ${table.name} WHERE ${owner} = ?`, [row_id])) {
      const row = readRow(db, table, id)!;
      if (isDerived(table, row)) continue;
      draft(to).writes.push(writeOf(table, id, { ...cellsOf(row, table.columns), [DELETED]: null }));
      draft(from).writes.push([table.name, id, { [DELETED]: 1 }]);
    }
  }
}

export const NODE_SPACE = "SELECT space_id FROM nodes WHERE id = ?";

type WireSource = Parameters<typeof encodeValue>[0];

export const cellsOf = (row: Readonly<Record<string, SqlValue>>, columns: readonly string[]): Record<string, WireValue> =>
  Object.fromEntries(columns.map((column) => [column, encodeValue(row[column] as WireSource)]));

export function writeOf(table: SyncTable, id: string, cells: Record<string, WireValue>): Write {
  const quiet = Object.keys(cells).filter((column) => policyOf(table, column) === "quiet");
  return quiet.length > 0 ? [table.name, id, cells, { quiet }] : [table.name, id, cells];
}

const isLong = (value: SqlValue | undefined): boolean => typeof value === "string" && value.length > MERGE_CHARACTERS;
