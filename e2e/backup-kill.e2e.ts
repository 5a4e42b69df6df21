import { expect, test, type Page } from "playwright/test";
import { begin, isWhole, KILLS, killed } from "./kill-rounds.ts";
import { run, write } from "./tabs-helpers.ts";

test.describe.configure({ timeout: 400_000 });

const NOTES = 300;
const fill = (page: Page) =>
  run(
    page,
    `await atelier.mutate(Array.from({ length: ${NOTES} }, (_, n) =>
      ({ name: "note.create", args: { id: "n" + n, name: "Note " + n, content: ("word" + n + " ").repeat(1500) } })))`,
  );
const count = (page: Page) => run<number>(page, 'return (await atelier.query("node.count", {})).count');
interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly verified: boolean;
  readonly damaged: boolean;
}
const backups = (page: Page) => run<Listed[]>(page, 'return atelier.task("backup.list", {})');

test(
  "BR2: the whole browser killed in the middle of backups, 15 times: what was made is whole, what was cut off is gone",
  killed(() => {
    const made = new Set<string>();
    return {
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
        if (round > 0) expect(await count(page)).toBe(NOTES);
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
  }),
);

test(
  "failure 29: the whole browser killed in the middle of restores, 15 times: one of the two workspaces opens, whole",
  killed(() => {
    let before = "";
    let acknowledged = false;
    const seen = { old: 0, restored: 0 };
    return {
      async check(page, round) {
        if (round === 0) return;
        const ids = await run<{ id: string }[]>(page, "return atelier.sql(\"SELECT id FROM nodes WHERE id LIKE 'today-%'\")");
        const isOld = ids.some(({ id }) => id === `today-${round - 1}`);
        expect(await count(page)).toBe(NOTES + ids.length);
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
        begin(
          page,
          `await atelier.task("backup.restore", { name: "${before}" }, ({ phase }) => void reached(phase)); await acknowledge();`,
        );
        // Somewhere on the way, at the switch, and once it was acknowledged.
        const hasCome = [() => phases.length > round, () => phases.includes("Switching"), () => acknowledged][round % 3]!;
        await expect.poll(() => hasCome() || acknowledged, { timeout: 60_000, intervals: [5] }).toBe(true);
      },
      after() {
        console.log(`${KILLS} restores killed: ${seen.old} had not ended, ${seen.restored} had`);
        expect(seen.old).toBeGreaterThan(0);
        expect(seen.restored).toBeGreaterThanOrEqual(KILLS / 3);
      },
    };
  }),
);
