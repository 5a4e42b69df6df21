import { expect } from "playwright/test";
import { run } from "../tabs-helpers.ts";
import { begin, KILLS, type Victim } from "./rounds.ts";
import { isWhole, withoutLoss } from "./whole.ts";

/** Vacuum after vacuum of a file that grows; nothing is lost, and search answers as before. */
export function vacuuming(): Victim {
  const acknowledged = new Set<string>();
  return {
    name: "vacuums",
    async check(page, round) {
      await withoutLoss(page, acknowledged, round);
      if (round < KILLS) return;
      await isWhole(page);
      expect(await run(page, 'return (await atelier.query("search.nodes", { text: "zebra3x " })).hits.map(({ id }) => id)')).toContain(
        "v0-3",
      );
    },
    async work(page, round) {
      const ids = await run<string[]>(
        page,
        `const commands = Array.from({ length: 40 }, (_, n) => ({ name: "note.create", args: { id: "v${round}-" + n, name: "v${round} " + n, content: "zebra" + n + "x " + "text ".repeat(2000) } }));
        const outcomes = await atelier.mutate(commands);
        return commands.filter((_, i) => outcomes[i].ok).map(({ args }) => args.id);`,
      );
      for (const id of ids) acknowledged.add(id);
      begin(page, `for (;;) await atelier.task("database.vacuum", {});`);
      await page.waitForTimeout(60 + round * 23);
    },
  };
}
