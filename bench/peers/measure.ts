import type { BrowserContext, Page } from "playwright";
import { Figures } from "../figures.ts";
import { memoryOf } from "../memory.ts";
import type { Peer } from "./peer.ts";
import type { PageBench } from "./site/show-bench.ts";
import { Bench, type Done, WORKS } from "./work.ts";

/** What one of them did at one size. What it could not do stands in `failures`, with the reason. */
export interface PeerMeasured {
  readonly works: ReadonlyMap<string, { readonly figures: Figures; readonly found: number | null }>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly failures: ReadonlyMap<string, string>;
  readonly about: string;
}

/** How a page of it is opened: the address, and a script that runs in each page before its own. */
export interface Opening {
  readonly url: string;
  readonly script?: string;
}

export const FIRST_LIST = "first list";
export const FIRST_SEARCH = "first search";
export const SECOND_TAB = "second tab";
export const TAKEOVER = "takeover";
export const MEMORY = "memory";
export const DISK = "disk";

/** Nobody is measured while it still settles in: caches its own files, puts its index together. The same for all. */
const SETTLE_MS = 5000;
const COLD_STARTS = 5;
const PATIENCE_MS = 10_000;
const WATCH_MS = 2500;
/** An hour for the work that takes longest at 100,000; a peer that hangs does not end the run. */
const LIMIT_MS = 3_600_000;

class Recorder {
  readonly works = new Map<string, { figures: Figures; found: number | null }>();
  readonly numbers = new Map<string, number>();
  readonly failures = new Map<string, string>();
  about = "";
  /** Runs a step; a failure is written down and the next step goes on. */
  async step(key: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await within(LIMIT_MS, work(), "did not end within an hour");
      return true;
    } catch (error) {
      this.failures.set(key, firstLine(error));
      console.log(`  ${key}: ${firstLine(error)}`);
      return false;
    }
  }
  note(key: string, { samples, found }: Done): void {
    this.works.set(key, { figures: new Figures(samples), found });
  }
}

/** All works in a page, then starts, a second tab and its takeover. */
export async function measurePeer(context: BrowserContext, opening: Opening, size: number): Promise<PeerMeasured> {
  const recorder = new Recorder();
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`  in the page: ${firstLine(error)}`));
  const opened = await recorder.step("open", async () => {
    await go(page, opening);
    await within(60_000, call(page, "open"));
    recorder.about = await call(page, "about");
    await page.waitForTimeout(SETTLE_MS);
  });
  if (opened) await runWorks(page, recorder, size);
  await page.close();
  if (opened && !recorder.failures.has("fill")) {
    await coldStarts(context, opening, recorder);
    await secondTab(context, opening, recorder);
  }
  return recorder;
}

async function runWorks(page: Page, recorder: Recorder, size: number): Promise<void> {
  for (const { key } of WORKS) {
    const start = performance.now();
    const done = await recorder.step(key, async () => recorder.note(key, await page.evaluate(workInPage, { key, size })));
    if (performance.now() - start > 5000) console.log(`  ${key}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    // Nothing that follows says anything without the notes.
    if (!done && key === "fill") return;
    if (key !== "link") continue;
    await page.waitForTimeout(SETTLE_MS);
    await recorder.step(DISK, async () => recorder.numbers.set(DISK, await call<number>(page, "bytes")));
  }
  await recorder.step(MEMORY, async () => {
    recorder.numbers.set(MEMORY, (await memoryOf(page.context())).at(-1)!.bytes);
  });
}

async function coldStarts(context: BrowserContext, opening: Opening, recorder: Recorder): Promise<void> {
  for (const [key, method] of [
    [FIRST_LIST, "firstList"],
    [FIRST_SEARCH, "firstSearch"],
  ] as const) {
    await recorder.step(key, async () => {
      const samples: number[] = [];
      for (let i = 0; i < COLD_STARTS; i++) {
        const page = await context.newPage();
        await page.addInitScript(askFirst, method);
        await go(page, opening);
        samples.push(await within(120_000, page.evaluate(firstAnswer)));
        await page.close();
      }
      recorder.note(key, { samples, found: null });
    });
  }
}

/** Two tabs at once, then the first is closed: until when does the second stand without an answer? */
async function secondTab(context: BrowserContext, opening: Opening, recorder: Recorder): Promise<void> {
  await recorder.step(TAKEOVER, async () => {
    const first = await context.newPage();
    const second = await context.newPage();
    await go(first, opening);
    await within(120_000, call(first, "firstList"));
    await go(second, opening);
    await call(second, "watch");
    await second.waitForTimeout(WATCH_MS);
    const before = await stop(second);
    if (before.answers.length > 0) recorder.numbers.set(SECOND_TAB, before.answers.length);
    else recorder.failures.set(SECOND_TAB, before.failure ?? "waits while the first is open");
    await call(second, "watch");
    const closed = Date.now();
    await first.close();
    const until = Date.now() + PATIENCE_MS;
    let answers: number[] = [];
    do {
      await second.waitForTimeout(WATCH_MS);
      const watched = await stop(second);
      answers = watched.answers.filter((at) => at > closed);
      await call(second, "watch");
      if (answers.length === 0 && Date.now() > until) throw new Error(watched.failure ?? `no answer in ${PATIENCE_MS / 1000} s`);
    } while (answers.length === 0);
    recorder.note(TAKEOVER, { samples: [longestGap(closed, answers)], found: null });
  });
  for (const page of context.pages()) if (page.url() !== "about:blank") await page.close();
}

const longestGap = (from: number, answers: readonly number[]): number =>
  Math.max(...answers.map((at, i) => at - (i === 0 ? from : answers[i - 1]!)));

/** Natively there is no browser, hence no tabs; the works are the same. */
export async function measureNativePeer(peer: Peer, size: number, most?: number): Promise<PeerMeasured> {
  const recorder = new Recorder();
  const bench = new Bench(peer, size, () => performance.now(), most);
  const opened = await recorder.step("open", async () => {
    await peer.open();
    recorder.about = await peer.about();
  });
  if (opened) for (const { key, run } of WORKS) await recorder.step(key, async () => recorder.note(key, await run(bench)));
  await peer.close();
  return recorder;
}

async function go(page: Page, { url, script }: Opening): Promise<void> {
  if (script !== undefined) await page.addInitScript(script);
  await page.goto(url);
  await page.waitForFunction(() => "bench" in globalThis, undefined, { timeout: 30_000 });
}

type First = { bench?: PageBench; first?: Promise<number> };

/** In the page, before its own scripts: asks as soon as there is somebody to ask, whatever else the page still loads. */
function askFirst(method: "firstList" | "firstSearch"): void {
  const page = globalThis as First;
  const look = (): void => {
    if (page.bench) page.first = page.bench[method]();
    else setTimeout(look);
  };
  look();
}
const firstAnswer = (): Promise<number> => (globalThis as First).first!;

const call = <T = void>(page: Page, method: Exclude<keyof PageBench, "work" | "stop">): Promise<T> =>
  page.evaluate(
    (name) => (globalThis as unknown as { bench: Record<string, () => unknown> }).bench[name]!(),
    method as string,
  ) as Promise<T>;
const stop = (page: Page) => page.evaluate(() => (globalThis as unknown as { bench: PageBench }).bench.stop());
const workInPage = ({ key, size }: { key: string; size: number }): Promise<Done> =>
  (globalThis as unknown as { bench: PageBench }).bench.work(key, size);

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^page\.evaluate: /, "")
    .split("\n")[0]!
    .slice(0, 200);

async function within<T>(ms: number, work: Promise<T>, sentence = `no answer in ${ms / 1000} s`): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
