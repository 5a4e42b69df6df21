import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test } from "playwright/test";
import { startBrowser } from "./killable-browser.ts";
import { noteIds, openReadyTab, run } from "./tabs-helpers.ts";

const KILLS = 15;

test("DI5: the whole browser killed in the middle of vacuums, 15 times: integrity ok, nothing lost, search answers", async ({
  baseURL,
  launchOptions,
}) => {
  test.setTimeout(400_000);
  const profile = mkdtempSync(join(tmpdir(), "atelier-vacuum-"));
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
        expect(await run(page, 'return (await atelier.task("database.check", {})).complaints')).toEqual([]);
        expect(await run(page, 'return (await atelier.query("search.nodes", { text: "zebra3x " })).hits.map(({ id }) => id)')).toContain(
          "v0-3",
        );
      } else {
        const ids = await run<string[]>(
          page,
          `
          const commands = Array.from({ length: 40 }, (_, n) => ({ name: "note.create", args: { id: "v${round}-" + n, name: "v${round} " + n, content: "zebra" + n + "x " + "text ".repeat(2000) } }));
          const outcomes = await atelier.mutate(commands);
          return commands.filter((_, i) => outcomes[i].ok).map(({ args }) => args.id);
        `,
        );
        for (const id of ids) acknowledged.add(id);
        void run(page, `for (;;) { window.vacuums = (window.vacuums ?? 0) + 1; await atelier.task("database.vacuum", {}); }`).catch(
          () => undefined,
        );
        await page.waitForTimeout(60 + round * 23);
      }
      await browser.kill();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
