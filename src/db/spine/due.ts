import type { ReadContext } from "../module.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "./rows.ts";

const OPEN = `FROM nodes n INDEXED BY nodes_open_by_due
    WHERE n.deleted_at IS NULL AND n.completed_at IS NULL AND n.due_at >= ?1 AND n.due_at < ?2`;
const DONE = `FROM nodes n INDEXED BY nodes_by_completed
    WHERE n.deleted_at IS NULL AND n.completed_at >= ?3 AND n.due_at >= ?1 AND n.due_at < ?2`;

export const DUE_SQL = {
  open: `SELECT count(*) ${OPEN}`,
  done: `SELECT count(*) ${DONE}`,
  /** By the index as far as the page goes; what was done lately is few. */
  rows: `SELECT ${LIST_COLUMNS} FROM (SELECT * FROM (SELECT n.pk ${OPEN} ORDER BY n.due_at, n.priority DESC, n.id LIMIT ?4) UNION ALL SELECT n.pk ${DONE}) w
    CROSS JOIN nodes n ON n.pk = w.pk ORDER BY n.due_at, n.priority DESC, n.id LIMIT ?4`,
};

export interface DueArgs {
  /** from ≤ due < to, milliseconds UTC. */
  readonly from?: number | undefined;
  readonly to: number;
  /** What was completed from here on is still shown. */
  readonly done_since: number;
  readonly limit: number;
}

/** What is due in a stretch of time, the first of it, and how much there is: counted in an index, never by reading all of it (PI12). */
export function dueNodes(
  { db }: ReadContext,
  { from, to, done_since, limit }: DueArgs,
): { open: number; done: number; rows: ListedNode[] } {
  const start = from ?? Number.MIN_SAFE_INTEGER;
  return {
    open: db.value<number>(DUE_SQL.open, [start, to])!,
    done: db.value<number>(DUE_SQL.done, [start, to, done_since])!,
    rows: db.rows<RawListed>(DUE_SQL.rows, [start, to, done_since, limit]).map((raw) => toNode<ListedNode>(raw)),
  };
}
