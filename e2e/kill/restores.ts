import { expect } from "playwright/test";
import { run, write } from "../tabs-helpers.ts";
import { backups, fill, NOTES } from "./many-notes.ts";
import { begin, type Victim } from "./rounds.ts";
import { countOf, isWhole } from "./whole.ts";

/** A restore a round, cut off on its way, at the switch, or when it was acknowledged: one of the two workspaces opens. */
export function restoring(): Victim & { readonly seen: { old: number; restored: number } } {
  let before = "";
  let acknowledged = false;
  const seen = { old: 0, restored: 0 };
  return {
    name: "restores",
    seen,
    async check(page, round) {
      if (round === 0) return;
      const ids = await run<{ id: string }[]>(page, "return atelier.sql(\"SELECT id FROM nodes WHERE id LIKE 'today-%'\")");
      const isOld = ids.some(({ id }) => id === `today-${round - 1}`);
      expect(await countOf(page)).toBe(NOTES + ids.length);
      // Restored: nothing of the time since the backup is there; and never again if it was acknowledged.
      if (!isOld) expect(ids).toEqual([]);
      if (acknowledged) expect(isOld).toBe(false);
      seen[isOld ? "old" : "restored"]++;
      await isWhole(page);
      const list = await backups(page);
      expect(list.filter(({ damaged }) => damaged)).toEqual([]);
      expect(list.map(({ name }) => name)).toContain(before);
      if (!isOld) expect(list.map(({ kind }) => kind)).toContain("restore");
    },
    async work(page, round) {
      if (round === 0) {
        await fill(page);
        before = await run<string>(page, 'return (await atelier.task("backup.keep", {})).name');
      }
      acknowledged = false;
      const phases: string[] = [];
      await write(page, `today-${round}`);
      await page.exposeFunction("acknowledge", () => void (acknowledged = true));
      await page.exposeFunction("reached", (phase: string) => void phases.push(phase));
      begin(page, `await atelier.task("backup.restore", { name: "${before}" }, ({ phase }) => void reached(phase)); await acknowledge();`);
      // Somewhere on the way, at the switch, and once it was acknowledged.
      const hasCome = [() => phases.length > round, () => phases.includes("Switching"), () => acknowledged][round % 3]!;
      await expect.poll(() => hasCome() || acknowledged, { timeout: 60_000, intervals: [5] }).toBe(true);
    },
  };
}
