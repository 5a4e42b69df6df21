import { expect } from "playwright/test";
import { begin, KILLS, type Victim } from "./rounds.ts";
import { isWhole, withoutLoss } from "./whole.ts";

/** Writes without a pause; what was acknowledged is there after every kill. */
export function writing(): Victim & { readonly acknowledged: ReadonlySet<string> } {
  const acknowledged = new Set<string>();
  return {
    name: "writes",
    acknowledged,
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
      await expect.poll(() => acknowledged.size, { timeout: 30_000, intervals: [20] }).toBeGreaterThan(before + 10 + round * 3);
    },
  };
}
