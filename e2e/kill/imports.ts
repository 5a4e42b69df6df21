import { strToU8, zipSync } from "fflate";
import { expect } from "playwright/test";
import { run } from "../tabs-helpers.ts";
import { begin, KILLS, type Victim } from "./rounds.ts";
import { countOf, isWhole } from "./whole.ts";

/** So many notes that an import takes a second or so. */
const IMPORTED = 400;
/** One for each import, as a tag of all its notes. */
const tagOf = (round: number, n: number): string => `round-${round}-${n}`;

function archive(tag: string): string {
  const files = Array.from({ length: IMPORTED }, (_, n) => [
    `Vault/Folder ${n % 7}/Note ${tag} ${n}.md`,
    strToU8(`# Note ${n}\n\nOf ${tag}, after [[Note ${tag} ${(n * 7) % IMPORTED}]]. #${tag}\n\n${"Some words more. ".repeat(40)}`),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 1 })).toString("base64");
}

/** Import after import: each is there whole or not at all, and for good once it has ended. */
export function importing(): Victim & { readonly seen: { cut: number; whole: number } } {
  const begun = new Set<string>();
  const ended = new Set<string>();
  const seen = { cut: 0, whole: 0 };
  return {
    name: "imports",
    seen,
    async check(page, round) {
      const counts = await run<{ tag: string; n: number }[]>(
        page,
        `return atelier.sql("SELECT tag, count(*) AS n FROM node_tags WHERE tag LIKE 'round-%' GROUP BY tag")`,
      );
      for (const { tag, n } of counts) expect(n, `${tag} after ${round} kills`).toBe(IMPORTED);
      const there = new Set(counts.map(({ tag }) => tag));
      for (const tag of ended) expect(there.has(tag), `${tag} after ${round} kills`).toBe(true);
      for (const tag of begun) seen[there.has(tag) ? "whole" : "cut"]++;
      // What was there once stays.
      for (const tag of there) ended.add(tag);
      begun.clear();
      expect(await countOf(page)).toBe(there.size * IMPORTED + Number(round > 0));
      if (round === KILLS) await isWhole(page);
    },
    async work(page, round) {
      await run(page, `await atelier.mutate([{ name: "note.create", args: { id: "mine", name: "Mine" } }])`);
      await page.exposeFunction("archive", (n: number) => archive(tagOf(round, n)));
      await page.exposeFunction("begun", (n: number) => void begun.add(tagOf(round, n)));
      await page.exposeFunction("ended", (n: number) => void ended.add(tagOf(round, n)));
      begin(
        page,
        `for (let n = 0; ; n++) {
          const bytes = Uint8Array.from(atob(await archive(n)), (letter) => letter.charCodeAt(0));
          await begun(n);
          await atelier.task("import.files", { files: [new File([bytes], "Vault ${round}-" + n + ".zip")] });
          await ended(n);
        }`,
      );
      await expect.poll(() => begun.size, { timeout: 30_000, intervals: [20] }).toBeGreaterThan(0);
      await page.waitForTimeout(50 + round * 60);
    },
  };
}
