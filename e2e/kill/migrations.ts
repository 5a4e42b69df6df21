import { expect } from "playwright/test";
import { withMigrations } from "../later-worker.ts";
import { noteIds, run, write } from "../tabs-helpers.ts";
import { begin, KILLS, type Victim, urlOf } from "./rounds.ts";
import { isWhole } from "./whole.ts";

const NAME = "migrations";
/** So many rows that a migration takes a second or so. */
const MIGRATED = 60_000;
const later = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `CREATE TABLE later_${i} (n INTEGER PRIMARY KEY, text TEXT) STRICT;
      INSERT INTO later_${i} WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${MIGRATED}) SELECT n, 'row ' || n FROM c;`,
  );
const noteOf = (round: number): string => `kept-${String(round).padStart(2, "0")}`;

/** Each round brings a version of the app with one migration more; what the kill met is finished at the next start. */
export function migrating(url: string): Victim & { readonly ended: ReadonlySet<number> } {
  const ended = new Set<number>();
  return {
    name: NAME,
    ended,
    async prepare(page, round) {
      // It would hand out the worker that it has kept.
      await page.addInitScript(() => void (navigator.serviceWorker.register = () => Promise.reject(new Error("not in this test"))));
      await page.exposeFunction("migrated", () => void ended.add(round));
      await withMigrations(page, later(round));
    },
    async check(page, round) {
      expect(await noteIds(page)).toEqual(Array.from({ length: round }, (_, i) => noteOf(i)));
      for (let i = 0; i < round; i++)
        expect(await run(page, `return atelier.sql("SELECT count(*) AS n FROM later_${i}")`)).toEqual([{ n: MIGRATED }]);
      if (round === KILLS) await isWhole(page);
    },
    async work(page, round) {
      await write(page, noteOf(round));
      await page.unrouteAll();
      await withMigrations(page, later(round + 1));
      const worker = page.waitForResponse(/\/assets\/main-[\w-]+\.js$/);
      await page.goto(urlOf(NAME, url));
      begin(page, "await atelier.ready; await migrated();");
      await worker;
      await page.waitForTimeout(100 + round * 40);
    },
  };
}
