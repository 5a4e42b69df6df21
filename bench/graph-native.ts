import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import * as v from "valibot";
import { querySpecs } from "../src/content/index.model.ts";
import { sortKey } from "../src/base/names.ts";
import { migrate, sequencesOf } from "../src/db/migrate.ts";
import { rank } from "../src/db/graph/rank.ts";
import type { DataModule, ReadContext, TaskContext } from "../src/db/module.ts";
import type { Database } from "../src/db/sqlite.ts";
import { Figures } from "./figures.ts";
import { type GeneratedNode, generateEdges, generateNodes, nodeId } from "./graph-data.ts";
import { FACET_READS, GRAPH_READS, GRAPH_WARM_UP, type GraphRead } from "./graph-workload.ts";
import { openNative } from "./native.ts";

export interface GraphMeasured {
  readonly reads: ReadonlyMap<string, Figures>;
  /** The task graph.rank, milliseconds. */
  readonly rank: number;
  /** How many nodes the answers of a read are about, the median. */
  readonly found: ReadonlyMap<string, number>;
}

const NODE = `INSERT INTO nodes (id, node_type, name, name_key, created_at, modified_at, folder, tags, status, priority, due_at, event_start, latitude, longitude)
  VALUES (?, 'note', ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TAG = "INSERT INTO node_tags (tag, node_id, origin, modified_at, created_at, name_key) VALUES (?, ?, 'own', 1, 1, ?)";
const TAG_COUNTS = "INSERT INTO tag_counts (tag, count) SELECT tag, count(*) FROM node_tags GROUP BY tag";
const EDGE = `INSERT INTO edges (id, edge_type, source_id, target_id, weight, directed, created_at) VALUES (?, ?, ?, ?, ?, ?, 1)`;

/** Seed 002 as it stands: every path, told apart by a text. */
const SEED = `WITH RECURSIVE connected (id, depth, path) AS (
    SELECT ?1, 0, ?1 UNION ALL
    SELECT CASE WHEN e.source_id = c.id THEN e.target_id ELSE e.source_id END, c.depth + 1,
      c.path || ',' || CASE WHEN e.source_id = c.id THEN e.target_id ELSE e.source_id END
    FROM connected c JOIN edges e ON (e.source_id = c.id OR e.target_id = c.id)
    WHERE c.depth < 3 AND c.path NOT LIKE '%' || CASE WHEN e.source_id = c.id THEN e.target_id ELSE e.source_id END || '%')
  SELECT count(DISTINCT id) FROM connected`;
const SEED_RUNS = 7;
const SEED_LIMIT_MS = 30_000;

/** The same graph, schema and statements, without a browser; and the seed's own statement if it ends in time. */
export async function measureGraphNative(
  path: string,
  size: number,
  modules: readonly DataModule[],
): Promise<GraphMeasured & { seed: Figures | null; seedFromHub: Figures | null }> {
  const db = openNative(path);
  migrate(db, sequencesOf(modules), 0);
  db.transaction(() => {
    for (const node of generateNodes(size)) insert(db, node);
    db.run(TAG_COUNTS);
    for (const e of generateEdges(size)) db.run(EDGE, [e.id, e.edge_type, e.source_id, e.target_id, e.weight, e.directed]);
  });
  const start = performance.now();
  await rank(taskOn(db));
  const ranked = performance.now() - start;
  const reads = new Map<string, Figures>();
  const found = new Map<string, number>();
  for (const read of [...GRAPH_READS, ...FACET_READS]) {
    const { samples, sizes } = repeat(db, modules, read, size);
    reads.set(read.label, new Figures(samples));
    found.set(read.label, new Figures(sizes).median);
  }
  db.close();
  const some = Array.from({ length: SEED_RUNS }, (_, i) => GRAPH_READS[0]!.args(i, size)["id"] as string);
  return { reads, found, rank: ranked, seed: measureSeed(path, some), seedFromHub: measureSeed(path, [nodeId(0)]) };
}

function insert(db: Database, { id, name, folder, tags, ...columns }: GeneratedNode): void {
  const { status, priority, due_at, event_start, latitude, longitude } = columns;
  const key = sortKey(name);
  db.run(NODE, [id, name, key, folder, JSON.stringify(tags), status, priority, due_at, event_start, latitude, longitude]);
  for (const tag of tags) db.run(TAG, [tag, id, key]);
}

/** As much of a task's context as ranking needs. */
const taskOn = (db: Database): TaskContext =>
  ({
    db,
    progress: () => undefined,
    pause: () => Promise.resolve(),
    write: (_batch: string, work: (ctx: ReadContext) => unknown) => db.transaction<unknown>(() => work({ db })),
    now: () => performance.now(),
  }) as unknown as TaskContext;

function repeat(db: Database, modules: readonly DataModule[], { query, args, runs }: GraphRead, size: number) {
  const run = modules.find((module) => query in module.queries)!.queries[query] as (ctx: { db: Database }, args: never) => unknown;
  const samples: number[] = [];
  const sizes: number[] = [];
  for (let i = -GRAPH_WARM_UP; i < runs; i++) {
    const full = v.parse(querySpecs.get(query)!.args, args(Math.abs(i), size)) as never;
    const start = performance.now();
    const answer = run({ db }, full);
    if (i < 0) continue;
    samples.push(performance.now() - start);
    sizes.push(sizeOf(answer));
  }
  return { samples, sizes };
}

export function sizeOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  const { total, hops, count, rows, cells, counts } = (answer ?? {}) as Record<string, number> & Record<string, unknown[]>;
  return total ?? hops ?? count ?? (cells ?? rows ?? counts)?.length ?? 0;
}

/** In a process of its own, which can be ended: the statement cannot. */
function measureSeed(path: string, ids: readonly string[]): Figures | null {
  const library = createRequire(import.meta.url).resolve("better-sqlite3");
  const script = `const db = new (require(${JSON.stringify(library)}))(${JSON.stringify(path)});
    const seed = db.prepare(${JSON.stringify(SEED.replaceAll("?1", "@id"))});
    console.log(JSON.stringify(${JSON.stringify(ids)}.map((id) => { const start = performance.now(); seed.get({ id }); return performance.now() - start; })));`;
  try {
    return new Figures(
      JSON.parse(execFileSync(process.execPath, ["-e", script], { timeout: SEED_LIMIT_MS, encoding: "utf8" })) as number[],
    );
  } catch (error) {
    if ((error as { code?: string }).code === "ETIMEDOUT") return null;
    throw error;
  }
}
