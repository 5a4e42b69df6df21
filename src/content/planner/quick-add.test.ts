import fc from "fast-check";
import { expect, test } from "vitest";
import { dayAt } from "../../base/days.ts";
import { parseQuickAdd } from "./quick-add.model.ts";

/** A Saturday. */
const NOW = new Date(2026, 10, 21, 12).getTime();
const due = (text: string): string | null => {
  const at = parseQuickAdd(text, NOW).due_at;
  return at === null ? null : dayAt(at);
};

test("PL6: tags, due date, hours, priority and project are taken out of the line", () => {
  expect(parseQuickAdd('Mix the chorus #mix @fri ~2h !high >"Salt Lantern"', NOW)).toEqual({
    name: "Mix the chorus",
    tags: ["mix"],
    due_at: new Date(2026, 10, 27, 17).getTime(),
    estimated_hours: 2,
    priority: "high",
    project: "Salt Lantern",
  });
});

test.each([
  ["a @today", "2026-11-21"],
  ["a @tomorrow", "2026-11-22"],
  ["a @sat", "2026-11-28"],
  ["a @monday", "2026-11-23"],
  ["a @+3", "2026-11-24"],
  ["a @2w", "2026-12-05"],
  ["a @nextweek", "2026-11-23"],
  ["a @2027-02-28", "2027-02-28"],
  ["a @2027-02-30", null],
  ["a @someday", null],
])("PL6: dates: %s", (text, day) => expect(due(text)).toBe(day));

test.each([
  ["a ~2h", 2],
  ["a ~1.5", 1.5],
  ["a ~1,5h", 1.5],
  ["a ~90m", 1.5],
  ["a ~1h30m", 1.5],
  ["a ~soon", null],
])("PL6: hours: %s", (text, hours) => expect(parseQuickAdd(text, NOW).estimated_hours).toBe(hours));

test.each(["Write to a@b.c", "Learn C# well", "Half ~ and half", "Why? !now", "5 > 3", "Meet @someone", "#", "~", ">"])(
  "PL6: what is not understood stays in the name: %s",
  (text) => expect(parseQuickAdd(text, NOW).name).toBe(text),
);

test("PL6: no line raises an error, and nothing that was typed is lost but the signs that were understood", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const { name, tags, project } = parseQuickAdd(text, NOW);
      for (const word of [...tags, ...(project ? [project] : [])]) expect(text).toContain(word);
      expect(text.replace(/\s+/g, " ")).toContain(name.split(" ")[0]!);
    }),
    { seed: 1, numRuns: 500 },
  );
});
