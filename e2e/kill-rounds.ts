import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, type Page } from "playwright/test";
import { startBrowser } from "./killable-browser.ts";
import { run, until } from "./tabs-helpers.ts";

export const KILLS = 15;
/** The workspace without its views: half of what a browser does in its second of life would be to paint them. */
const PAGE = "/e2e/pages/workspace.html";

interface Rounds {
  /** Before the page is opened. */
  readonly prepare?: (page: Page, round: number) => Promise<void>;
  /** What was kept through the rounds before; the last look is after the last kill. */
  readonly check: (page: Page, round: number) => Promise<void>;
  /** Begins the work and resolves when the time of the kill has come. */
  readonly work: (page: Page, round: number) => Promise<void>;
  /** After the last look: whether the kills met what they should. */
  readonly after?: () => void;
}

/** The body of a test: one piece of work, killed in its middle again and again. */
export const killed =
  (rounds: () => Rounds) =>
  async ({ baseURL, launchOptions }: { baseURL: string | undefined; launchOptions: Launch }): Promise<void> => {
    const { after, ...each } = rounds();
    await killRounds(baseURL + PAGE, launchOptions, each);
    after?.();
  };

interface Launch {
  readonly executablePath?: string | undefined;
  readonly args?: string[] | undefined;
}

/** One profile, opened and killed (SIGKILL to every process of the browser) again and again in the middle of some work. */
async function killRounds(url: string, launch: Launch, { prepare, check, work }: Omit<Rounds, "after">): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-kill-"));
  try {
    for (let round = 0; round <= KILLS; round++) {
      const browser = await startBrowser(launch.executablePath ?? chromium.executablePath(), launch.args ?? [], profile);
      try {
        const connection = await chromium.connectOverCDP(browser.endpoint);
        const page = await connection.contexts()[0]!.newPage();
        await prepare?.(page, round);
        await page.goto(url);
        await until(page, "window.atelier");
        await run(page, "await atelier.ready");
        await check(page, round);
        if (round < KILLS) await work(page, round);
      } finally {
        await browser.kill();
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Begins something that will not end well: the browser is killed meanwhile. */
export const begin = (page: Page, body: string): void => void run(page, body).catch(() => undefined);

/** By SQLite's own check, and by that of every table. */
export async function isWhole(page: Page): Promise<void> {
  expect(await run(page, 'return atelier.sql("PRAGMA integrity_check")')).toEqual([{ integrity_check: "ok" }]);
  expect(await run(page, 'return (await atelier.task("database.check", {})).complaints')).toEqual([]);
}
