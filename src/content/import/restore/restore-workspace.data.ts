import type { TaskContext, WriteContext } from "../../../db/module.ts";
import { createPace } from "../../../db/pace.ts";
import type { PortableTable } from "../../../db/portable/tables.ts";
import { settleLinks, settleNames } from "../../spine/settle.data.ts";
import type { ReportItem } from "../import-report.data.ts";
import type { WorkspaceExport } from "./read-export.data.ts";
import { createRestore } from "./restore-rows.data.ts";
import { restoredRows, type RestoredRow } from "./restored-rows.data.ts";
import { createTurns } from "./turns.data.ts";

/** So much is done at first, and at most, between two answers to others (IM7). */
const STEP_COST = { first: 64 * 1024, most: 1024 * 1024 };
const STEP_NODES = { first: 50, most: 1000 };
const ROW_COST = 1024;

export interface Restored {
  readonly links: number;
  /** The last of it, in the transaction that ends the import: what no undo would take back. */
  finish(ctx: WriteContext): void;
}

const costOf = ({ cells, bytes }: RestoredRow): number => ROW_COST + (bytes?.length ?? 0) + String(cells["content"] ?? "").length;

/** Hands rows on in steps of bounded cost, and lets others go first between them. */
async function eachStep(
  ctx: TaskContext,
  from: WorkspaceExport,
  tables: readonly PortableTable[],
  phase: string,
  work: (rows: readonly RestoredRow[]) => void,
): Promise<void> {
  const total = tables.reduce((sum, { name }) => sum + from.count(name), 0);
  const pace = createPace(() => ctx.now(), STEP_COST.first, STEP_COST.most);
  let done = 0;
  let cost = 0;
  let step: RestoredRow[] = [];
  const flush = async () => {
    pace.step(() => work(step));
    done += step.length;
    [step, cost] = [[], 0];
    ctx.progress({ phase, done, total });
    await ctx.pause();
  };
  for await (const row of restoredRows(from, tables)) {
    step.push(row);
    cost += costOf(row);
    if (cost >= pace.size) await flush();
  }
  await flush();
}

/** Counts what a restore would do, and writes nothing (IM8). */
export async function lookAtExport(
  ctx: TaskContext,
  from: WorkspaceExport,
  tables: readonly PortableTable[],
  report: ReportItem,
): Promise<number> {
  const restore = createRestore(ctx, tables, from, report);
  await restore.prepare(createTurns(ctx));
  await eachStep(ctx, from, tables, "Reading", (rows) => rows.forEach((row) => restore.look(ctx, row)));
  return restore.links();
}

/** Writes the rows of an export as part of the batch, then what is derived from them: names, tags, links (EX5). */
export async function restoreExport(
  ctx: TaskContext,
  batch: string,
  from: WorkspaceExport,
  tables: readonly PortableTable[],
  report: ReportItem,
): Promise<Restored> {
  const restore = createRestore(ctx, tables, from, report);
  await restore.prepare(createTurns(ctx));
  const tracked = new Set(ctx.tracked.map(({ table }) => table));
  // Neither undo nor the end of a node takes these back.
  const isLast = ({ name, parents }: PortableTable) => !tracked.has(name) && parents.length === 0;
  const first = tables.filter((table) => !isLast(table));
  await eachStep(ctx, from, first, "Writing", (rows) =>
    ctx.write(batch, (write) => rows.forEach((row) => restore.write(write, row)), { index: "later", commit: "later" }),
  );
  const affected = new Set<string>();
  await eachOf(ctx, [...restore.made], "Naming", (some) =>
    ctx.write(batch, (write) => settleNames(write, some).affected.forEach((id) => affected.add(id)), { commit: "later" }),
  );
  await eachOf(ctx, [...affected], "Linking", (some) => ctx.write(batch, (write) => settleLinks(write, some), { commit: "later" }));
  const last: RestoredRow[] = [];
  for await (const row of restoredRows(from, tables.filter(isLast))) last.push(row);
  return { links: restore.links(), finish: (write) => last.forEach((row) => restore.write(write, row)) };
}

async function eachOf(ctx: TaskContext, ids: readonly string[], phase: string, work: (some: readonly string[]) => void): Promise<void> {
  const pace = createPace(() => ctx.now(), STEP_NODES.first, STEP_NODES.most);
  for (let done = 0; done < ids.length;) {
    const some = ids.slice(done, done + pace.size);
    pace.step(() => work(some));
    done += some.length;
    ctx.progress({ phase, done, total: ids.length });
    await ctx.pause();
  }
}
