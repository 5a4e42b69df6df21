import { strToU8, zipSync } from "fflate";
import { expect, test, type Page } from "playwright/test";
import { begin, isWhole, KILLS, killed } from "./kill-rounds.ts";
import { withMigrations } from "./later-worker.ts";
import { noteIds, run, write } from "./tabs-helpers.ts";

test.describe.configure({ timeout: 400_000 });

const withoutLoss = async (page: Page, acknowledged: ReadonlySet<string>, round: number) => {
  const kept = new Set(await noteIds(page));
  expect(
    [...acknowledged].filter((id) => !kept.has(id)),
    `after ${round} kills`,
  ).toEqual([]);
};

test(
  "failure 26: the whole browser killed in a write loop, 15 times: integrity ok, no acknowledged write lost",
  killed(() => {
    const acknowledged = new Set<string>();
    return {
      async check(page, round) {
        await withoutLoss(page, acknowledged, round);
        if (round === KILLS) await isWhole(page);
      },
      async work(page, round) {
        // Whatever this side has heard of is outside of the browser and survives it.
        await page.exposeFunction("acknowledge", (id: string) => void acknowledged.add(id));
        const before = acknowledged.size;
        begin(
          page,
          `for (let n = 0; ; n++) {
          const id = "k${round}-" + n;
          const [outcome] = await atelier.mutate([{ name: "note.create", args: { id, name: id } }]);
          if (outcome.ok) void acknowledge(id);
        }`,
        );
        await expect.poll(() => acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(before + 10 + round * 3);
      },
      after() {
        console.log(`${acknowledged.size} acknowledged writes, ${KILLS} kills, none lost`);
      },
    };
  }),
);

test(
  "DI5: the whole browser killed in the middle of vacuums, 15 times: integrity ok, nothing lost, search answers",
  killed(() => {
    const acknowledged = new Set<string>();
    return {
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
  }),
);

/** So many notes that an import takes a second or two. */
const IMPORTED = 800;
const archive = (round: number): string => {
  const files = Array.from({ length: IMPORTED }, (_, n) => [
    `Vault/Folder ${n % 7}/Note ${round} ${n}.md`,
    strToU8(
      `# Note ${n}\n\nIn round ${round}, after [[Note ${round} ${(n * 7) % IMPORTED}]]. #round-${round}\n\n${"Some words more. ".repeat(40)}`,
    ),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 1 })).toString("base64");
};

test(
  "IM7: the whole browser killed in the middle of imports, 15 times: each is there whole or not at all",
  killed(() => {
    const whole = new Set<number>();
    const cut = new Set<number>();
    return {
      async check(page, round) {
        const counts = await run<{ tag: string; n: number }[]>(
          page,
          `return atelier.sql("SELECT tag, count(*) AS n FROM node_tags WHERE tag LIKE 'round-%' GROUP BY tag")`,
        );
        for (const { tag, n } of counts) expect(n, `${tag} after ${round} kills`).toBe(IMPORTED);
        const there = new Set(counts.map(({ tag }) => Number(tag.slice("round-".length))));
        for (const kept of whole) expect(there.has(kept), `round ${kept} after ${round} kills`).toBe(true);
        if (round > 0) (there.has(round - 1) ? whole : cut).add(round - 1);
        expect(await run(page, `return (await atelier.query("node.count", {})).count`)).toBe(there.size * IMPORTED + Number(round > 0));
        if (round === KILLS) await isWhole(page);
      },
      async work(page, round) {
        await run(page, `await atelier.mutate([{ name: "note.create", args: { id: "mine", name: "Mine" } }])`);
        begin(
          page,
          `const bytes = Uint8Array.from(atob("${archive(round)}"), (letter) => letter.charCodeAt(0));
        await atelier.task("import.files", { files: [new File([bytes], "Vault ${round}.zip")] });`,
        );
        await page.waitForTimeout(150 + round * 90);
      },
      after() {
        console.log(`${KILLS} imports killed: ${cut.size} taken back, ${whole.size} had ended`);
        expect(cut.size).toBeGreaterThan(0);
      },
    };
  }),
);

/** So many rows that a migration takes a second or so. */
const MIGRATED = 60_000;
const later = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `CREATE TABLE later_${i} (n INTEGER PRIMARY KEY, text TEXT) STRICT;
      INSERT INTO later_${i} WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${MIGRATED}) SELECT n, 'row ' || n FROM c;`,
  );

test(
  "failure 10: the whole browser killed in the middle of migrations, 15 times: each is whole at the next start",
  killed(() => {
    return {
      // At the start of a round the migration that the kill met is finished.
      prepare: (page, round) => withMigrations(page, later(round)),
      async check(page, round) {
        const kept = Array.from({ length: round }, (_, i) => `kept-${String(i).padStart(2, "0")}`);
        expect(await noteIds(page)).toEqual(kept);
        for (let i = 0; i < round; i++)
          expect(await run(page, `return atelier.sql("SELECT count(*) AS n FROM later_${i}")`)).toEqual([{ n: MIGRATED }]);
        if (round === KILLS) await isWhole(page);
      },
      async work(page, round) {
        await write(page, `kept-${String(round).padStart(2, "0")}`);
        await page.unrouteAll();
        await withMigrations(page, later(round + 1));
        await page.reload();
        await page.waitForTimeout(100 + round * 40);
      },
    };
  }),
);
