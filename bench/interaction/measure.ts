import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright";
import { launch, open } from "../browser.ts";
import type { Figures } from "../figures.ts";
import type { FrameRate } from "../frames.ts";
import { memoryOf } from "../memory.ts";
import { notesOf } from "../peers/work.ts";
import { atelierPeer, type Door } from "../peers/adapters/atelier.ts";
import { collect, enterPhase, observe, type Observed } from "./observe.ts";
import { keysInLongNote, scrollNotes } from "./moments.ts";
import { PHASES } from "./script.ts";

/** What the page holds once the garbage is gone. */
export interface Held {
  readonly opened: number;
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface InteractionMeasured {
  readonly size: number;
  readonly minutes: number;
  readonly rounds: number;
  readonly observed: Observed;
  readonly before: Held;
  readonly after: Held;
  readonly process: number;
  /** While notes are opened one after another by the arrow key: at the start, and three times more. */
  readonly leak: readonly Held[];
  /** Home before the first of them, and after the last: the same page, so what it holds more has leaked. */
  readonly home: readonly [Held, Held];
  /** From a key to its frame in a note of 1 MB, milliseconds. */
  readonly keys: Figures;
  /** While the list is scrolled. */
  readonly scroll: FrameRate;
  readonly failures: readonly string[];
  readonly version: string;
}

const BATCH = 1000;
const OPEN_WITHIN_MS = 10_000;
const SETTLE_MS = 3000;
/** What an import leaves to do (merging the index, a backup) is no part of a sitting. So long at 100,000 notes, less at fewer. */
const REST_MS = 60_000;

/** A sitting of so many minutes with so many notes, then notes opened one after another. */
export async function measureInteraction(url: string, size: number, minutes: number, opens: number): Promise<InteractionMeasured> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-interaction-"));
  const context = await launch(profile);
  try {
    const page = await open(context, url);
    await fill(page, size);
    await page.waitForTimeout(Math.min(1, size / 100_000) * REST_MS);
    await page.addInitScript(observe);
    await page.goto(new URL("/notes", url).href);
    await page.getByRole("grid", { name: "Notes" }).getByRole("row").first().waitFor({ timeout: 60_000 });
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable");
    const before = await held(session, 0);
    const { rounds, failures } = await sit(page, minutes);
    const observed = await page.evaluate(collect);
    const after = await held(session, 0);
    const homeBefore = await heldAtHome(page, session, 0);
    const leak = await openMany(page, session, opens);
    const home = [homeBefore, await heldAtHome(page, session, opens)] as const;
    const process = (await memoryOf(context)).at(-1)!.bytes;
    const scroll = await scrollNotes(page, url);
    const keys = await keysInLongNote(page, url);
    const version = context.browser()!.version();
    return { size, minutes, rounds, observed, before, after, process, leak, home, keys, scroll, failures, version };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function fill(page: Page, size: number): Promise<void> {
  const door: Door = {
    query: () => Promise.reject(new Error("Only commands are sent.")),
    sql: () => Promise.resolve([]),
    mutate: (commands) => page.evaluate((sent) => (globalThis as unknown as { atelier: Door }).atelier.mutate(sent), commands),
  };
  const peer = atelierPeer(door);
  let batch = [];
  for (const note of notesOf(size)) {
    if (batch.push(note) < BATCH && note.i < size - 1) continue;
    await peer.insertMany(batch);
    batch = [];
    if ((note.i + 1) % 10_000 === 0) console.log(`  ${(note.i + 1).toLocaleString("en")} notes are in`);
  }
}

async function sit(page: Page, minutes: number): Promise<{ rounds: number; failures: string[] }> {
  const until = Date.now() + minutes * 60_000;
  const failures: string[] = [];
  let rounds = 0;
  for (; rounds === 0 || Date.now() < until; rounds++) {
    for (const { name, run } of PHASES) {
      await page.evaluate(enterPhase, name);
      try {
        await run(page, rounds);
      } catch (error) {
        failures.push(`${name}: ${(error as Error).message.split("\n")[0]}`);
        await page.keyboard.press("Escape");
      }
    }
    console.log(`  round ${rounds + 1}, ${Math.max(0, Math.round((until - Date.now()) / 1000))} s left`);
  }
  return { rounds, failures };
}

/** The first tenth warms up: what the app keeps for good is kept by then. */
async function openMany(page: Page, session: CDPSession, opens: number): Promise<Held[]> {
  const grid = page.getByRole("grid", { name: "Notes" });
  await page.getByRole("link", { name: "Notes", exact: true }).first().click();
  await grid.focus();
  await page.keyboard.press("Home");
  const found: Held[] = [];
  const stops = [0.1, 0.4, 0.7, 1].map((share) => Math.max(1, Math.round(share * opens)));
  for (let opened = 1; opened <= opens; opened++) {
    const old = page.url();
    await page.keyboard.press("ArrowDown");
    await page.waitForURL((next) => next.href !== old, { timeout: OPEN_WITHIN_MS, waitUntil: "commit" });
    if (stops.includes(opened)) found.push(await held(session, opened));
  }
  return found;
}

async function heldAtHome(page: Page, session: CDPSession, opened: number): Promise<Held> {
  await page.getByRole("link", { name: "Home", exact: true }).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return held(session, opened);
}

async function held(session: CDPSession, opened: number): Promise<Held> {
  // What was let go in the last moment (a picture that fades out) is garbage a moment later.
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  // Twice: what the first lets go of holds other things.
  for (let i = 0; i < 2; i++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return { opened, heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}
