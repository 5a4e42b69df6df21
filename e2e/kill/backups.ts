import { expect } from "playwright/test";
import { run } from "../tabs-helpers.ts";
import { backups, fill, NOTES } from "./many-notes.ts";
import { begin, KILLS, type Victim } from "./rounds.ts";
import { countOf, isWhole } from "./whole.ts";

/** Backup after backup: those that were made are whole, what was cut off is gone. */
export function backingUp(): Victim {
  const made = new Set<string>();
  return {
    name: "backups",
    async check(page, round) {
      const list = await backups(page);
      expect(
        list.filter(({ damaged }) => damaged),
        `after ${round} kills`,
      ).toEqual([]);
      const verified = new Set(list.filter((backup) => backup.verified).map(({ name }) => name));
      expect(
        [...made].filter((name) => !verified.has(name)),
        `after ${round} kills`,
      ).toEqual([]);
      if (round > 0) expect(await countOf(page)).toBe(NOTES);
      if (round === KILLS) await isWhole(page);
      for (const { name } of list) await run(page, `await atelier.task("backup.delete", { name: "${name}" })`);
      made.clear();
    },
    async work(page, round) {
      if (round === 0) await fill(page);
      await page.exposeFunction("acknowledge", (name: string) => void made.add(name));
      begin(page, `for (;;) await acknowledge((await atelier.task("backup.keep", {})).name);`);
      await page.waitForTimeout(80 + round * 70);
    },
  };
}
