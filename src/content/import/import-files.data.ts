import type { FileLike } from "../../base/blob.ts";
import { Refusal } from "../../base/result.ts";
import type { TaskContext } from "../../db/module.ts";
import { createPace } from "../../db/pace.ts";
import { type PortableTable, portableTables } from "../../db/portable/tables.ts";
import type { WorkspaceFile } from "../export/workspace-file.data.ts";
import { createDryRun } from "./dry-run.data.ts";
import type { ImportReport } from "./import.model.ts";
import { createReport, saveReport, wasImported } from "./import-report.data.ts";
import { type ImportSource, openSources } from "./import-source.data.ts";
import { createImportWriter } from "./import-writer.data.ts";
import { type ReadFile, readFiles, readWorkspace } from "./read-files.data.ts";
import { createTurns, type Turns } from "./restore/turns.data.ts";
import { readExport, type WorkspaceExport } from "./restore/read-export.data.ts";
import { lookAtExport, type Restored, restoreExport } from "./restore/restore-workspace.data.ts";
import { cancelImport, ROLLBACK_SQL, runningImport } from "./rollback.data.ts";

/** So much is done at first, and at most, between two answers to others: a query waits at most for one such step (IM7). */
const STEP_COST = { first: 64 * 1024, most: 1024 * 1024 };
const STEP_LINKS = { first: 100, most: 2000 };
const STEP_INDEX = { first: 40, most: 1000 };
/** What a file costs beside its bytes. */
const FILE_COST = 1024;

interface Opened {
  readonly source: ImportSource;
  readonly workspace: WorkspaceFile;
  /** What Atelier wrote of itself; `source` is then what was added to it. */
  readonly own: WorkspaceExport | null;
}

async function open(source: ImportSource, tables: readonly PortableTable[], turns: Turns): Promise<Opened> {
  const own = await readExport(source, tables, turns);
  return { source: own?.rest ?? source, workspace: await readWorkspace(source), own };
}

/** Imports files as one batch: everything, or after a cancel, a failure or a crash nothing (IM7). */
export async function importFiles(ctx: TaskContext, batch: string, files: readonly FileLike[], dryRun: boolean): Promise<ImportReport> {
  if (wasImported(ctx, batch))
    throw new Refusal("ImportExists", "This import has been made already. Nothing was changed; look at its report.");
  const opened: Opened[] = [];
  const tables = portableTables(ctx.db, ctx.tracked);
  for (const source of await openSources(files)) opened.push(await open(source, tables, createTurns(ctx)));
  const total = opened.reduce((sum, { source }) => sum + (source.foreign ?? source).files.length, 0);
  if (total === 0 && !opened.some(({ own }) => own))
    throw new Refusal("NothingToImport", "There is no file in it. Nothing was changed; choose another folder or archive.");
  const report = createReport(batch, dryRun);
  if (dryRun) {
    const dry = createDryRun({ db: ctx.db, at: ctx.now() }, report.add);
    await eachStep(ctx, opened, total, "Reading", (step) => dry.see(step));
    const { links, unresolved } = dry.counts();
    let restored = 0;
    for (const { own } of opened) if (own) restored += await lookAtExport(ctx, own, tables, report.add);
    return report.done(links + restored, unresolved);
  }
  if (runningImport(ctx) !== undefined)
    throw new Refusal("ImportRunning", "Another import is running. Nothing was changed; wait for it to end.");
  ctx.write(batch, (write) => void write.db.run(ROLLBACK_SQL.begin, [batch]));
  try {
    const restored: Restored[] = [];
    for (const { own } of opened) if (own) restored.push(await restoreExport(ctx, batch, own, tables, report.add));
    return await writeAll(ctx, batch, opened, { total, report, restored });
  } catch (error) {
    await cancelImport(ctx, batch);
    throw error;
  }
}

async function writeAll(
  ctx: TaskContext,
  batch: string,
  opened: readonly Opened[],
  { total, report, restored }: { total: number; report: ReturnType<typeof createReport>; restored: readonly Restored[] },
): Promise<ImportReport> {
  const writer = createImportWriter(report.add);
  await eachStep(ctx, opened, total, "Writing", (step) =>
    ctx.write(batch, (write) => writer.write(write, step), { index: "later", commit: "later" }),
  );
  const now = () => ctx.now();
  const linking = createPace(now, STEP_LINKS.first, STEP_LINKS.most);
  for (let left = 1, most = 0; left > 0;) {
    left = linking.step((count) => ctx.write(batch, (write) => writer.link(write, count), { commit: "later" }));
    most = Math.max(most, left);
    ctx.progress({ phase: "Linking", done: most - left, total: most });
    await ctx.pause();
  }
  for (const { source } of opened) {
    const { edges } = source.foreign ?? { edges: [] };
    const pace = createPace(now, STEP_LINKS.first, STEP_LINKS.most);
    for (let at = 0; at < edges.length;) {
      const some = edges.slice(at, at + pace.size);
      pace.step(() => ctx.write(batch, (write) => writer.foreignEdges(write, source.source, some), { commit: "later" }));
      at += some.length;
      ctx.progress({ phase: "Linking", done: at, total: edges.length });
      await ctx.pause();
    }
  }
  ctx.write(batch, (write) => {
    for (const { workspace } of opened) writer.edges(write, workspace);
    writer.finish(write);
  });
  const indexing = createPace(now, STEP_INDEX.first, STEP_INDEX.most);
  for (let left = 1, most = 0; left > 0;) {
    left = indexing.step((count) => ctx.indexDeferred(count));
    most = Math.max(most, left);
    // One that is left is the index itself, put together in steps that nobody can count.
    ctx.progress(left > 1 ? { phase: "Indexing", done: most - left, total: most } : { phase: "Finishing", done: 0, total: 0 });
    await ctx.pause();
  }
  const { links, unresolved } = writer.counts();
  const done = report.done(
    restored.reduce((sum, own) => sum + own.links, links),
    unresolved,
  );
  ctx.write(batch, (write) => {
    for (const own of restored) own.finish(write);
    saveReport(write, opened.map(({ source }) => source.label).join(", "), done);
    write.db.run(ROLLBACK_SQL.end);
  });
  return done;
}

/** Hands what is read on in steps of bounded size, and lets others go first between them. */
async function eachStep(
  ctx: TaskContext,
  opened: readonly Opened[],
  total: number,
  phase: string,
  work: (files: readonly ReadFile[]) => void,
): Promise<void> {
  let done = 0;
  let step: ReadFile[] = [];
  let cost = 0;
  const pace = createPace(() => ctx.now(), STEP_COST.first, STEP_COST.most);
  const flush = async () => {
    pace.step(() => work(step));
    done += step.length;
    step = [];
    cost = 0;
    ctx.progress({ phase, done, total });
    await ctx.pause();
  };
  for (const { source, workspace } of opened) {
    for await (const read of readFiles(source, workspace)) {
      step.push(read);
      cost += FILE_COST + (read.kind === "note" ? read.note.content.length : read.kind === "attachment" ? read.file.bytes.length : 0);
      if (cost >= pace.size) await flush();
    }
  }
  await flush();
}
