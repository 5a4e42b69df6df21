import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test } from "playwright/test";
import { startBrowser } from "./killable-browser.ts";
import { noteIds, openReadyTab, run } from "./tabs-helpers.ts";

const KILLS = 15;

test("failure 26: the whole browser killed in a write loop, 15 times: integrity ok, no acknowledged write lost", async ({
  baseURL,
  launchOptions,
}) => {
  test.setTimeout(400_000);
  const profile = mkdtempSync(join(tmpdir(), "atelier-kill-"));
  const acknowledged = new Set<string>();
  try {
    for (let round = 0; round <= KILLS; round++) {
      const browser = await startBrowser(launchOptions.executablePath ?? chromium.executablePath(), launchOptions.args ?? [], profile);
      const connection = await chromium.connectOverCDP(browser.endpoint);
      const context = connection.contexts()[0]!;
      const page = await openReadyTab({ newPage: () => context.newPage(), url: baseURL! });
      const kept = new Set(await noteIds(page));
      expect(
        [...acknowledged].filter((id) => !kept.has(id)),
        `after ${round} kills`,
      ).toEqual([]);
      if (round === KILLS) {
        expect(await run(page, 'return atelier.sql("PRAGMA integrity_check")')).toEqual([{ integrity_check: "ok" }]);
      } else {
        // Whatever this side has heard of is outside of the browser and survives it.
        await page.exposeFunction("acknowledge", (id: string) => void acknowledged.add(id));
        void run(
          page,
          `
          for (let n = 0; ; n++) {
            const id = "k${round}-" + n;
            const [outcome] = await atelier.mutate([{ name: "note.create", args: { id, name: id } }]);
            if (outcome.ok) void acknowledge(id);
          }`,
        ).catch(() => undefined);
        const before = acknowledged.size;
        await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(before + 10 + round * 3);
      }
      await browser.kill();
    }
    console.log(`${acknowledged.size} acknowledged writes, ${KILLS} kills, none lost`);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
