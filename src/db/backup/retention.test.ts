import fc from "fast-check";
import { expect, test } from "vitest";
import { outdated } from "./retention.ts";
import type { BackupKind } from "./stamp.ts";

const DAY = 86_400_000;
/** A Monday, noon. */
const START = Date.UTC(2026, 0, 5, 12);
const daily = (day: number) => ({ name: `daily-${day}`, kind: "daily" as BackupKind, at: START + day * DAY });
const staying = (backups: ReturnType<typeof daily>[]) => {
  const gone = new Set(outdated(backups));
  return backups.filter(({ name }) => !gone.has(name)).map(({ name }) => name);
};

test("BR5: one backup a day for a hundred days: the newest seven stay, and the newest of each of four weeks before", () => {
  let kept: ReturnType<typeof daily>[] = [];
  for (let day = 0; day < 100; day++) {
    kept.push(daily(day));
    const names = staying(kept);
    kept = kept.filter(({ name }) => names.includes(name));
  }
  // Day 99 is a Wednesday; of the weeks before the newest seven days it is their last backup that stays.
  expect(kept.map(({ name }) => name)).toEqual(
    ["daily-69", "daily-76", "daily-83", "daily-90", "daily-92", ...[93, 94, 95, 96, 97, 98, 99].map((day) => `daily-${day}`)].slice(1),
  );
});

test("BR5: what a person made stays; of copies before a migration or a restore the newest two of each", () => {
  const made = [1, 2, 3, 4].flatMap((n) =>
    (["manual", "migration", "restore"] as const).map((kind) => ({ name: `${kind}-${n}`, kind, at: START + n })),
  );
  expect(outdated(made)).toEqual(["migration-2", "migration-1", "restore-2", "restore-1"]);
});

test("BR5: the newest of each kind always stays, and doing it twice changes nothing", () => {
  const backup = fc.record({
    kind: fc.constantFrom<BackupKind>("manual", "daily", "migration", "restore"),
    at: fc.integer({ min: START, max: START + 200 * DAY }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(backup, { maxLength: 60, selector: ({ at }) => at }), (list) => {
      const backups = list.map(({ kind, at }) => ({ name: `${kind}-${at}`, kind, at }));
      const gone = new Set(outdated(backups));
      const kept = backups.filter(({ name }) => !gone.has(name));
      expect(outdated(kept)).toEqual([]);
      for (const kind of new Set(list.map((one) => one.kind))) {
        const newest = backups.filter((one) => one.kind === kind).toSorted((a, b) => b.at - a.at)[0]!;
        expect(gone.has(newest.name)).toBe(false);
      }
      expect(kept.filter(({ kind }) => kind === "daily").length).toBeLessThanOrEqual(11);
    }),
    { seed: 5, numRuns: 200 },
  );
});
