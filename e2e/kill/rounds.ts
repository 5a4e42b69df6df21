import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright/test";
import { startBrowser } from "./browser.ts";
import { run, until } from "../tabs-helpers.ts";

export const KILLS = 15;

/** Some work of one workspace, in the middle of which the browser is killed. */
export interface Victim {
  /** Its origin, and so its workspace: `<name>.localhost`. */
  readonly name: string;
  /** Before the page is opened. */
  readonly prepare?: (page: Page, round: number) => Promise<void>;
  /** What was kept through the rounds before; the last look is after the last kill. */
  readonly check: (page: Page, round: number) => Promise<void>;
  /** Begins the work, which goes on until the kill, and resolves when that may come. */
  readonly work: (page: Page, round: number) => Promise<void>;
}

interface Rounds {
  readonly url: string;
  readonly launch: { readonly executablePath?: string | undefined; readonly args?: string[] | undefined };
  /** The work of the last one has a moment of its own: it begins when all the others are in the middle of theirs. */
  readonly victims: readonly Victim[];
}

/**
 * One profile, opened and killed (SIGKILL to every process of the browser) again and again in the middle of some work. A start
 * of a browser is dear, so several workspaces of different origins are in it, each at its own work.
 */
export async function killRounds({ url, launch, victims }: Rounds): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-kill-"));
  try {
    for (let round = 0; round <= KILLS; round++) {
      const browser = await startBrowser(launch.executablePath ?? chromium.executablePath(), launch.args ?? [], profile);
      try {
        const connection = await chromium.connectOverCDP(browser.endpoint);
        const pages = await Promise.all(victims.map((victim) => open(connection, victim, url, round)));
        if (round === KILLS) continue;
        const begun = victims.map(
          ({ work }, i) =>
            () =>
              work(pages[i]!, round),
        );
        await Promise.all(begun.slice(0, -1).map((begin) => begin()));
        await begun.at(-1)!();
      } finally {
        await browser.kill();
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Where a victim has its workspace. */
export function urlOf(name: string, url: string): string {
  const own = new URL(url);
  own.hostname = `${name}.localhost`;
  return own.href;
}

/** In a window of its own: a page in a tab behind another is hidden, and gives its work to others. */
async function openWindow(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]!;
  const session = await browser.newBrowserCDPSession();
  const mark = `about:blank#${++windows}`;
  const opened = context.waitForEvent("page", (page) => page.url() === mark);
  await session.send("Target.createTarget", { url: mark, newWindow: true });
  return opened;
}
let windows = 0;

async function open(browser: Browser, { name, prepare, check }: Victim, url: string, round: number): Promise<Page> {
  const page = await openWindow(browser);
  await prepare?.(page, round);
  await page.goto(urlOf(name, url));
  await until(page, "window.atelier");
  await run(page, "await atelier.ready");
  await check(page, round);
  return page;
}

/** Begins something that will not end well: the browser is killed meanwhile. */
export const begin = (page: Page, body: string): void => void run(page, body).catch(() => undefined);
