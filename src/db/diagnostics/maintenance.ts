import { Refusal } from "../../base/result.ts";
import { complaintOf } from "../health.ts";
import type { TaskContext } from "../module.ts";
import { type Database, SqlError } from "../sqlite.ts";
import { merge } from "../search/bulk.ts";
import { REINDEX_SQL } from "../search/reindex.ts";
import { fileSize } from "./sizes.ts";

export const MAINTENANCE_SQL = {
  tables: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
  foreignKeys: "SELECT count(*) FROM pragma_foreign_key_check",
  nodes: "SELECT count(*) FROM nodes",
  indexed: "SELECT count(*) FROM node_fts_docsize",
  unindexed: "SELECT count(*) FROM nodes WHERE pk NOT IN (SELECT id FROM node_fts_docsize)",
  terms: "SELECT count(*) FROM search_terms",
  analysisLimit: "PRAGMA analysis_limit = 1000",
  // All tables, also those that no statement has read in this connection.
  optimize: "PRAGMA optimize = 0x10012",
} as const;

const PAGES_PER_MERGE = 64;
const CHECKING = "diagnostics-check";
const OPTIMIZING = "diagnostics-optimize";

/** Every table with its indexes, the references, then the search index; others are served in between. */
export async function check(ctx: TaskContext): Promise<{ tables: number; complaints: string[] }> {
  const tables = ctx.db.rows<{ name: string }>(MAINTENANCE_SQL.tables);
  const complaints: string[] = [];
  for (const [done, { name }] of tables.entries()) {
    ctx.progress({ phase: "Checking tables", done, total: tables.length });
    const complaint = complaintOf(ctx.db, name, "integrity_check");
    if (complaint) complaints.push(complaint);
    await ctx.pause();
  }
  ctx.progress({ phase: "Checking references", done: 0, total: 0 });
  const loose = ctx.db.value<number>(MAINTENANCE_SQL.foreignKeys)!;
  if (loose > 0) complaints.push(`${loose} rows refer to something that is not there.`);
  await ctx.pause();
  ctx.progress({ phase: "Checking the search index", done: 0, total: 0 });
  await ctx.pause();
  const damaged = ctx.write<string | null>(CHECKING, ({ db }) => searchComplaint(db));
  if (damaged) complaints.push(damaged);
  const unindexed = ctx.db.value<number>(MAINTENANCE_SQL.unindexed)!;
  if (unindexed > 0) complaints.push(`${unindexed} items are not in the search index (yet); building it anew takes them in.`);
  ctx.diagnostics.events.note("task", "Integrity was checked", { complaints: complaints.length });
  return { tables: tables.length, complaints };
}

function searchComplaint(db: Database): string | null {
  try {
    db.run(REINDEX_SQL.check);
    db.run(REINDEX_SQL.checkTerms);
    return null;
  } catch (error) {
    if (error instanceof SqlError) return "The search index does not fit the texts; building it anew repairs it.";
    throw error;
  }
}

/** Puts the pieces of the search index together and lets SQLite count what its planner wants to know. */
export async function optimize(ctx: TaskContext): Promise<{ steps: number }> {
  let steps = 0;
  // The first step takes up small pieces too, the others what it began.
  for (let pages = -PAGES_PER_MERGE; ctx.write<boolean>(OPTIMIZING, ({ db }) => merge(db, pages)); pages = PAGES_PER_MERGE) {
    ctx.progress({ phase: "Putting the search index together", done: ++steps, total: 0 });
    await ctx.pause();
  }
  ctx.progress({ phase: "Counting for the query planner", done: 0, total: 0 });
  await ctx.pause();
  ctx.db.rows(MAINTENANCE_SQL.analysisLimit);
  ctx.db.rows(MAINTENANCE_SQL.optimize);
  ctx.diagnostics.checkpoint();
  return { steps };
}

/** The new file goes through the log before it replaces the old one: that much room has to be there for a moment. */
const ROOM = 1.1;

/** Gives free pages back to the device. Refuses where there is no room for it, with nothing changed. */
export async function vacuum(ctx: TaskContext): Promise<{ before: number; after: number }> {
  const bytes = () => {
    const { pages, page_size } = fileSize(ctx.db);
    return pages * page_size;
  };
  const before = bytes();
  ctx.progress({ phase: "Looking for room", done: 0, total: 0 });
  const room = await ctx.diagnostics.room();
  if (room !== undefined && room < before * ROOM) throw noRoom();
  ctx.progress({ phase: "Writing the file anew; nothing else is answered meanwhile", done: 0, total: 0 });
  await ctx.pause();
  ctx.diagnostics.vacuum();
  return { before, after: bytes() };
}

const noRoom = () =>
  new Refusal(
    "StorageFull",
    "To make the file smaller, Atelier first needs room for a second one, and this device has not enough. Nothing was changed; free some space on the device, then try again.",
  );
