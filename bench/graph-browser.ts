import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { launch, open } from "./browser.ts";
import { Figures } from "./figures.ts";
import { generateEdges, generateNodes } from "./graph-data.ts";
import { type Frames, measureFrames } from "./graph-frames.ts";
import { type GraphMeasured, sizeOf } from "./graph-native.ts";
import { FACET_READS, GRAPH_READS, GRAPH_WARM_UP } from "./graph-workload.ts";

/** `window.atelier` as it is used here. */
interface Door {
  query(name: string, args: unknown): Promise<unknown>;
  mutate(commands: readonly { name: string; args: unknown }[]): Promise<{ ok: boolean; error?: { message: string } }[]>;
  task(name: string, args: unknown): Promise<unknown>;
}

interface Command {
  readonly name: string;
  readonly args: unknown;
}

const COMMANDS_PER_MUTATION = 2000;
/** The most that the picture offers. */
const MOST_DRAWN = 10_000;

/** The graph through commands, as a person or a script would make it, in a browser profile of its own. */
export async function measureGraphInBrowser(
  url: string,
  size: number,
): Promise<GraphMeasured & { fill: number; frames: Frames; version: string }> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-bench-graph-"));
  const context = await launch(profile);
  try {
    const page = await open(context, url);
    const start = performance.now();
    await fill(page, size);
    const filled = performance.now() - start;
    const rank = await page.evaluate(rankInPage);
    const reads = new Map<string, Figures>();
    const found = new Map<string, number>();
    for (const { label, query, args, runs } of [...GRAPH_READS, ...FACET_READS]) {
      const calls = Array.from({ length: runs + GRAPH_WARM_UP }, (_, i) => args(i, size));
      const answers = await page.evaluate(askInPage, { query, calls });
      reads.set(label, new Figures(answers.slice(GRAPH_WARM_UP).map(({ took }) => took)));
      found.set(label, new Figures(answers.slice(GRAPH_WARM_UP).map(({ answer }) => sizeOf(answer))).median);
    }
    const frames = await measureFrames(page, url, Math.min(size, MOST_DRAWN));
    return { reads, found, rank, fill: filled, frames, version: context.browser()!.version() };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function fill(page: Page, size: number): Promise<void> {
  let batch: Command[] = [];
  const send = async () => {
    await page.evaluate(mutateInPage, batch);
    batch = [];
  };
  const add = async (command: Command) => {
    if (batch.push(command) === COMMANDS_PER_MUTATION) await send();
  };
  for (const { id, name, folder, tags, ...columns } of generateNodes(size)) {
    await add({ name: "note.create", args: { id, name, folder, tags } });
    await add({ name: "node.update", args: { id, ...columns } });
  }
  for (const args of generateEdges(size)) await add({ name: "edge.create", args });
  if (batch.length > 0) await send();
}

/* Functions that run in the page: each is sent there as text. */

async function mutateInPage(commands: readonly Command[]): Promise<void> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const refused = (await atelier.mutate(commands)).find(({ ok }) => !ok);
  if (refused) throw new Error(refused.error!.message);
}

async function rankInPage(): Promise<number> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const start = performance.now();
  await atelier.task("graph.rank", {});
  return performance.now() - start;
}

/** Of a list only its length comes back: the rest would be measured by nobody. */
async function askInPage({ query, calls }: { query: string; calls: readonly unknown[] }): Promise<{ took: number; answer: unknown }[]> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const answers: { took: number; answer: unknown }[] = [];
  for (const args of calls) {
    const start = performance.now();
    const answer = (await atelier.query(query, args)) as Record<string, unknown[]> | unknown[] | null;
    const took = performance.now() - start;
    const list = Array.isArray(answer) ? answer : (answer?.["cells"] ?? answer?.["rows"] ?? answer?.["counts"]);
    const { total, hops, count } = (list ? { total: list.length } : (answer ?? {})) as Record<string, number>;
    answers.push({ took, answer: { total, hops, count } });
  }
  return answers;
}
