import type { TaskContext } from "../module.ts";
import { SqlError, type Database, type Sync } from "../sqlite.ts";
import { merge } from "./bulk.ts";
import { indexNodes } from "./index-nodes.ts";
import { generation } from "./vocabulary.ts";

export const REINDEX_SQL = {
  check: "INSERT INTO node_fts (node_fts) VALUES ('integrity-check')",
  checkTerms: "INSERT INTO search_terms_fts (search_terms_fts) VALUES ('integrity-check')",
  clear: "INSERT INTO node_fts (node_fts) VALUES ('delete-all')",
  clearParts: "INSERT INTO search_terms_fts (search_terms_fts) VALUES ('delete-all')",
  clearTerms: "DELETE FROM search_terms",
  nextGeneration: `INSERT INTO meta (key, value_json) VALUES ('search.generation', '1')
    ON CONFLICT (key) DO UPDATE SET value_json = CAST(CAST(value_json AS INTEGER) + 1 AS TEXT)`,
  count: "SELECT count(*) FROM nodes",
  batch: "SELECT pk, length(content) AS size FROM nodes WHERE pk > ? ORDER BY pk LIMIT 200",
  strays: "SELECT rowid AS pk FROM node_fts WHERE rowid NOT IN (SELECT pk FROM nodes)",
  terms: "SELECT pk, term, seen FROM search_terms WHERE pk > ? ORDER BY pk LIMIT 1000",
  dropPart: "INSERT INTO search_terms_fts (search_terms_fts, rowid, term) VALUES ('delete', ?, ?)",
  dropTerm: "DELETE FROM search_terms WHERE pk = ?",
} as const;

/** About 20 ms of work, so that nobody waits for a rebuild. */
const CHARACTERS_PER_STEP = 100_000;
const PAGES_PER_MERGE = 64;

/**
 * Builds the index anew, in steps between which others work (SE9). Nodes are replaced one by one, so search goes on
 * answering and a cancelled rebuild leaves a whole index; only a damaged index is emptied first.
 */
export async function reindex(ctx: TaskContext): Promise<{ nodes: number }> {
  const batch = `search-index-${generation(ctx.db) + 1}`;
  const step = <T>(work: (db: Database) => Sync<T>): T => ctx.write<T>(batch, (write) => work(write.db));
  step((db) => {
    if (damaged(db)) clear(db);
    db.run(REINDEX_SQL.nextGeneration);
    indexNodes(db, { upserted: [], deleted: db.rows<{ pk: number }>(REINDEX_SQL.strays).map((row) => row.pk) });
  });
  const total = ctx.db.value<number>(REINDEX_SQL.count)!;
  let nodes = 0;
  for (let next = nextPks(ctx.db, 0); next.length > 0; next = nextPks(ctx.db, next.at(-1)!)) {
    step((db) => indexNodes(db, { upserted: next, deleted: [] }));
    nodes += next.length;
    ctx.progress({ phase: "Indexing", done: nodes, total });
    await ctx.pause();
  }
  for (let last: number | null = 0; last !== null; await ctx.pause()) last = step((db) => forgetUnused(db, last!));
  for (let pages = -PAGES_PER_MERGE; step((db) => merge(db, pages)); pages = PAGES_PER_MERGE) await ctx.pause();
  return { nodes };
}

function damaged(db: Database): boolean {
  try {
    db.run(REINDEX_SQL.check);
    db.run(REINDEX_SQL.checkTerms);
    return false;
  } catch (error) {
    if (error instanceof SqlError) return true;
    throw error;
  }
}

function clear(db: Database): void {
  db.run(REINDEX_SQL.clear);
  db.run(REINDEX_SQL.clearParts);
  db.run(REINDEX_SQL.clearTerms);
}

/** The next nodes by key, as many as one step can take: at least one. */
function nextPks(db: Database, after: number): number[] {
  const pks: number[] = [];
  let characters = 0;
  for (const { pk, size } of db.rows<{ pk: number; size: number }>(REINDEX_SQL.batch, [after])) {
    if (pks.length > 0 && characters + size > CHARACTERS_PER_STEP) break;
    pks.push(pk);
    characters += size;
  }
  return pks;
}

/** Removes words that this generation did not see; answers where to go on, null at the end. */
function forgetUnused(db: Database, after: number): number | null {
  const current = generation(db);
  const terms = db.rows<{ pk: number; term: string; seen: number }>(REINDEX_SQL.terms, [after]);
  for (const { pk, term } of terms.filter(({ seen }) => seen !== current)) {
    db.run(REINDEX_SQL.dropPart, [pk, term]);
    db.run(REINDEX_SQL.dropTerm, [pk]);
  }
  return terms.at(-1)?.pk ?? null;
}
