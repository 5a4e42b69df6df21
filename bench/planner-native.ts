import * as v from "valibot";
import { querySpecs } from "../src/content/index.model.ts";
import { migrate, sequencesOf } from "../src/db/migrate.ts";
import type { DataModule } from "../src/db/module.ts";
import type { Database, SqlValue } from "../src/db/sqlite.ts";
import { Figures } from "./figures.ts";
import { openNative } from "./native.ts";
import { type PlannerInBrowser, TABLES } from "./planner-browser.ts";
import { PLANNER_READS, PLANNER_RUNS, PLANNER_WARM_UP } from "./planner-workload.ts";

/** The same rows, schema and statements without a browser. */
export function measurePlannerNative(
  path: string,
  modules: readonly DataModule[],
  tables: PlannerInBrowser["tables"],
  now: number,
): ReadonlyMap<string, Figures> {
  const db = openNative(path);
  migrate(db, sequencesOf(modules), 0);
  db.transaction(() => {
    db.run("DELETE FROM rules");
    for (const table of TABLES) for (const row of tables.get(table)!) insert(db, table, row);
  });
  const reads = new Map<string, Figures>();
  for (const { label, query, args } of PLANNER_READS) {
    const run = modules.find((module) => query in module.queries)!.queries[query] as (ctx: { db: Database }, args: never) => unknown;
    const samples: number[] = [];
    for (let i = 0; i < PLANNER_RUNS + PLANNER_WARM_UP; i++) {
      const full = v.parse(querySpecs.get(query)!.args, args(i, now)) as never;
      const start = performance.now();
      run({ db }, full);
      samples.push(performance.now() - start);
    }
    reads.set(label, new Figures(samples.slice(PLANNER_WARM_UP)));
  }
  db.close();
  return reads;
}

function insert(db: Database, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
  db.run(sql, Object.values(row) as SqlValue[]);
}
