import { decodeBefore } from "../before.ts";
import type { ReadContext, WriteContext } from "../module.ts";
import type { SqlValue } from "../sqlite.ts";
import { takeBackInserts } from "./undo-inserts.ts";
import { deleteRowSql, insertAgainSql, selectRowSql, type UndoTable, type UndoTables, undoTables } from "./undo-tables.ts";

/** Follow from other cells, or count edits: they never keep a row from being taken back. */
const BOOKKEEPING = new Set(["version", "modified_at", "name_key", "summary", "word_count"]);

export const UNDO_SQL = {
  changes: `SELECT seq, table_name, row_id, op, columns_json, before_json FROM changes
    WHERE mutation_id = ? AND origin = 'local' AND (op <> 'insert' OR row_id IN (SELECT value FROM json_each(?))) ORDER BY seq DESC`,
  any: "SELECT 1 FROM changes WHERE mutation_id = ? AND origin = 'local' LIMIT 1",
  later:
    "SELECT op, columns_json, before_json FROM changes WHERE row_id = ? AND table_name = ? AND seq > ? AND mutation_id NOT IN (?, ?) ORDER BY seq",
  touchedRows: "SELECT DISTINCT table_name || ' ' || row_id AS row FROM changes WHERE seq > ? AND mutation_id NOT IN (?, ?)",
  mark: "INSERT INTO undone (mutation_id, by_mutation_id) VALUES (?, ?) ON CONFLICT (mutation_id) DO UPDATE SET by_mutation_id = excluded.by_mutation_id",
  unmark: "DELETE FROM undone WHERE by_mutation_id = ?",
  edgeSource: "SELECT source_id FROM edges WHERE id = ?",
  latest: `SELECT m.id AS mutation_id, m.label, m.at FROM mutations m
    WHERE EXISTS (SELECT 1 FROM changes c WHERE c.mutation_id = m.id AND c.origin = 'local')
      AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.mutation_id = m.id) AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.by_mutation_id = m.id)
    ORDER BY m.seq DESC LIMIT 1`,
};

interface Change {
  seq: number;
  table_name: string;
  row_id: string;
  op: "insert" | "update" | "delete";
  columns_json: string;
  before_json: string | null;
}

type Cells = Record<string, SqlValue>;

export interface Undone {
  undone: number;
  kept: number;
  /** Nodes whose names, tags and links have to follow. */
  nodes: Set<string>;
}

/**
 * Takes back every row that a mutation changed, newest first, cell by cell, unless the cell was changed since and does
 * not hold again what the mutation gave it (SP8). Inserted rows go last-in first-out; deleted nodes come before what hangs on them.
 */
export function undoChanges(ctx: WriteContext, mutationId: string, { allGo, mayGo }: BeforeDelete): Undone {
  const tables = undoTables(ctx.db, ctx.tracked);
  const result: Undone = { undone: 0, kept: 0, nodes: new Set() };
  const gone = new Set<string>();
  const left: string[] = [];
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
    const step = takeBackInserts(ctx, mutationId, next, PAGE, allGo);
    for (const id of step.gone) gone.add(id);
    for (const id of step.linking) result.nodes.add(id);
    left.push(...step.touched);
    result.undone += step.gone.length;
    next = step.next;
  }
  const changes = ctx.db
    .rows<Change>(UNDO_SQL.changes, [mutationId, JSON.stringify(left)])
    .filter((change) => tables.has(change.table_name));
  const undo: Undoing = { ctx, tables, mutationId, gone, touched: changes.length > MANY ? touchedRows(ctx, changes, mutationId) : null };
  const kept = keptNodes(undo, changes);
  for (const change of changes.toSorted((a, b) => stageOf(undo, a) - stageOf(undo, b))) {
    noteNodes(undo, change, result.nodes, mayGo);
    if (!(change.op === "insert" && kept.has(change.row_id)) && undoChange(undo, change)) result.undone++;
    else result.kept++;
  }
  ctx.db.run(UNDO_SQL.unmark, [mutationId]);
  ctx.db.run(UNDO_SQL.mark, [mutationId, ctx.mutationId]);
  return result;
}

/** Told of nodes before they are deleted; what hangs on them is still there. */
export interface BeforeDelete {
  /** These go, and no row of theirs was touched since. */
  readonly allGo: (nodeIds: readonly string[]) => void;
  /** This one goes unless it was edited; answers the nodes that link to it. */
  readonly mayGo: (nodeId: string) => Iterable<string>;
}

const PAGE = 5000;
/** From this many changes on, the rows that were touched since are read at once. */
const MANY = 1000;

interface Undoing {
  readonly ctx: WriteContext;
  readonly tables: UndoTables;
  readonly mutationId: string;
  /** Ids of rows that are taken back already: the mutation made them. */
  readonly gone: ReadonlySet<string>;
  /** Rows that others changed since, as `table id`; null: asked row by row. */
  readonly touched: ReadonlySet<string> | null;
}

/** Rows that others hang on come back first and go last; all else in the order in which it was recorded, newest first. */
function stageOf({ tables }: Undoing, { table_name, op }: Change): number {
  const { isParent, level } = tables.get(table_name)!;
  if (!isParent || op === "update") return 0;
  return op === "delete" ? level - tables.size : tables.size - level;
}

const touchedRows = (ctx: WriteContext, changes: readonly Change[], mutationId: string): Set<string> =>
  new Set(ctx.db.rows<{ row: string }>(UNDO_SQL.touchedRows, [changes.at(-1)!.seq, mutationId, ctx.mutationId]).map(({ row }) => row));

/** Nodes that the mutation made and that were edited since, in their own row or in that of their content type: both stay. */
function keptNodes(undo: Undoing, changes: readonly Change[]): Set<string> {
  const made = changes.filter((change) => change.op === "insert" && undo.tables.get(change.table_name)!.ofNode);
  return new Set(made.filter((change) => isTouched(touchedSince(undo, change))).map((change) => change.row_id));
}

const isTouched = (columns: ReadonlySet<string>): boolean => [...columns].some((column) => !BOOKKEEPING.has(column));

const currentRow = ({ ctx, tables }: Undoing, change: Change): Cells | undefined =>
  ctx.db.row<Cells>(selectRowSql(tables.get(change.table_name)!), [change.row_id]);

function noteNodes({ ctx, tables }: Undoing, change: Change, nodes: Set<string>, beforeDelete: (nodeId: string) => Iterable<string>): void {
  if (tables.get(change.table_name)!.ofNode) nodes.add(change.row_id);
  if (change.table_name === "nodes" && change.op === "insert") for (const id of beforeDelete(change.row_id)) nodes.add(id);
  if (change.table_name !== "edges") return;
  const before = change.before_json === null ? null : decodeBefore(change.before_json).source_id;
  const source = before ?? ctx.db.value<string>(UNDO_SQL.edgeSource, [change.row_id]);
  if (typeof source === "string") nodes.add(source);
}

function undoChange(undo: Undoing, change: Change): boolean {
  const { ctx } = undo;
  const table = undo.tables.get(change.table_name)!;
  const now = currentRow(undo, change);
  const touched = touchedSince(undo, change);
  if (change.op === "insert") {
    if (!now) return true;
    if (isTouched(touched)) return false;
    ctx.db.run(deleteRowSql(table), [change.row_id]);
    return true;
  }
  const before = decodeBefore(change.before_json ?? "{}");
  if (change.op === "delete") return undo.gone.has(change.row_id) || (!now && insertAgain(ctx, table, before));
  if (!now && undo.gone.has(change.row_id)) return true;
  return now !== undefined && restoreCells(ctx, table, change, before, now, touched);
}

/** Cells that hold something else than what the mutation left in them. */
function touchedSince(undo: Undoing, change: Change): Set<string> {
  const { ctx, mutationId, touched: rows } = undo;
  const touched = new Set<string>();
  if (rows && !rows.has(`${change.table_name} ${change.row_id}`)) return touched;
  const seen = new Set<string>();
  const changes = ctx.db.rows<Change>(UNDO_SQL.later, [change.row_id, change.table_name, change.seq, mutationId, ctx.mutationId]);
  const now = changes.length ? currentRow(undo, change) : undefined;
  for (const later of changes) {
    if (later.before_json === null) continue;
    const before = decodeBefore(later.before_json);
    // The first change after ours tells what ours left behind.
    for (const column of Object.keys(before)) {
      if (!seen.has(column) && before[column] !== now?.[column]) touched.add(column);
      seen.add(column);
    }
  }
  return touched;
}

function restoreCells(
  ctx: WriteContext,
  { name, key, columns }: UndoTable,
  change: Change,
  before: Cells,
  now: Cells,
  touched: ReadonlySet<string>,
): boolean {
  const changed = columns.filter((column) => column in before && column !== "version" && column !== "pk" && column !== key);
  const back = changed.filter((column) => !touched.has(column) && before[column] !== now[column]);
  const version = name === "nodes" ? ["version = version + 1"] : [];
  if (back.length) {
    const assignments = [...back.map((column) => `${column} = ?`), ...version].join(", ");
    ctx.db.run(`UPDATE ${name} SET ${assignments} WHERE ${key} = ?`, [...back.map((column) => before[column]!), change.row_id]);
  }
  return !changed.some((column) => touched.has(column) && !BOOKKEEPING.has(column));
}

/** False if something that the row hangs on is gone, or its place was taken. */
function insertAgain(ctx: WriteContext, table: UndoTable, before: Cells): boolean {
  const columns = table.columns.filter((column) => column in before);
  return (
    ctx.db.run(
      insertAgainSql(table, columns),
      columns.map((column) => before[column]!),
    ) > 0
  );
}

export const latestUndoable = (ctx: ReadContext): { mutation_id: string; label: string; at: number } | null =>
  ctx.db.row<{ mutation_id: string; label: string; at: number }>(UNDO_SQL.latest) ?? null;

export const hasChanges = (ctx: ReadContext, mutationId: string): boolean => ctx.db.value(UNDO_SQL.any, [mutationId]) !== undefined;
