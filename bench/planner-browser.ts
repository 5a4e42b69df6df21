import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { launch, open } from "./browser.ts";
import { Figures } from "./figures.ts";
import { generatePlan, type PlannedBatch } from "./planner-data.ts";
import { PLANNER_READS, PLANNER_RUNS, PLANNER_WARM_UP, PLANNER_WRITES } from "./planner-workload.ts";

type Command = PlannedBatch["commands"][number];

/** `window.atelier` as it is used here, and by how much its clock is moved. */
interface PageSide {
  ago: number;
  readonly atelier: {
    query(name: string, args: unknown): Promise<unknown>;
    mutate(commands: readonly Command[]): Promise<{ ok: boolean; error?: { message: string } }[]>;
    sql(text: string): Promise<Record<string, unknown>[]>;
  };
}

export interface PlannerInBrowser {
  readonly reads: ReadonlyMap<string, Figures>;
  readonly writes: ReadonlyMap<string, Figures>;
  /** How many rows an answer has, where it is a list. */
  readonly found: ReadonlyMap<string, number | null>;
  /** The planner's rows as they are after the writes, by table: the native side measures on the same ones. */
  readonly tables: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  readonly fill: number;
  readonly version: string;
}

/** What the planner's queries read. */
export const TABLES = ["nodes", "projects", "weekly_goals", "todos", "activities", "rules", "estimation_models"] as const;
const ROWS_AT_ONCE = 5000;

/** A year of planning through commands, day by day, in a browser profile of its own. */
export async function measurePlannerInBrowser(url: string, todos: number, projects: number, now: number): Promise<PlannerInBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-bench-planner-"));
  const context = await launch(profile);
  try {
    // The page takes the time of a change from its clock: moved back, a year of changes comes in day by day.
    await context.addInitScript(() => {
      const own = Date.now.bind(Date);
      Date.now = () => own() - ((globalThis as unknown as PageSide).ago ?? 0);
    });
    const page = await open(context, url);
    const start = performance.now();
    for (const batch of generatePlan(todos, projects, now)) await page.evaluate(mutateThen, { ...batch, now });
    const fill = performance.now() - start;
    const reads = new Map<string, Figures>();
    const found = new Map<string, number | null>();
    for (const { label, query, args } of PLANNER_READS) {
      const calls = Array.from({ length: PLANNER_RUNS + PLANNER_WARM_UP }, (_, i) => args(i, now));
      const answers = await page.evaluate(askInPage, { query, calls });
      reads.set(label, new Figures(answers.slice(PLANNER_WARM_UP).map(({ took }) => took)));
      found.set(label, answers.at(-1)!.rows);
    }
    const writes = new Map<string, Figures>();
    for (const { label, commands } of PLANNER_WRITES) {
      const calls = Array.from({ length: PLANNER_RUNS + PLANNER_WARM_UP }, (_, i) => commands(i, now));
      writes.set(label, new Figures((await page.evaluate(writeInPage, calls)).slice(PLANNER_WARM_UP)));
    }
    return { reads, writes, found, tables: await readTables(page), fill, version: context.browser()!.version() };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readTables(page: Page): Promise<Map<string, Record<string, unknown>[]>> {
  const tables = new Map<string, Record<string, unknown>[]>();
  for (const table of TABLES) {
    const rows: Record<string, unknown>[] = [];
    for (let more = true; more;) {
      const some = await page.evaluate(sqlInPage, `SELECT * FROM ${table} ORDER BY id LIMIT ${ROWS_AT_ONCE} OFFSET ${rows.length}`);
      rows.push(...some);
      more = some.length === ROWS_AT_ONCE;
    }
    tables.set(table, rows);
  }
  return tables;
}

/* Functions that run in the page: each is sent there as text. */

async function mutateThen({ at, commands, now }: { at: number; commands: readonly Command[]; now: number }): Promise<void> {
  const side = globalThis as unknown as PageSide;
  side.ago = now - at;
  const refused = (await side.atelier.mutate(commands)).find(({ ok }) => !ok);
  side.ago = 0;
  if (refused) throw new Error(refused.error!.message);
}

async function askInPage({ query, calls }: { query: string; calls: readonly unknown[] }): Promise<{ took: number; rows: number | null }[]> {
  const { atelier } = globalThis as unknown as PageSide;
  const answers: { took: number; rows: number | null }[] = [];
  for (const args of calls) {
    const start = performance.now();
    const answer = await atelier.query(query, args);
    answers.push({ took: performance.now() - start, rows: Array.isArray(answer) ? answer.length : null });
  }
  return answers;
}

async function writeInPage(calls: readonly (readonly Command[])[]): Promise<number[]> {
  const { atelier } = globalThis as unknown as PageSide;
  const samples: number[] = [];
  for (const commands of calls) {
    const start = performance.now();
    const refused = (await atelier.mutate(commands)).find(({ ok }) => !ok);
    samples.push(performance.now() - start);
    if (refused) throw new Error(refused.error!.message);
  }
  return samples;
}

async function sqlInPage(text: string): Promise<Record<string, unknown>[]> {
  return (globalThis as unknown as PageSide).atelier.sql(text);
}
