import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOverlap, textChanges, type TextChange } from "./text-changes.ts";

const apply = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((out, change) => out.slice(0, change.from) + change.insert + out.slice(change.to), text);

test("equal texts have no changes", () => {
  expect(textChanges("one\ntwo\n", "one\ntwo\n")).toEqual([]);
});

test("two edited lines are two small changes", () => {
  expect(textChanges("one\ntwo\nthree\nfour", "one!\ntwo\nthree\nfo_ur")).toEqual([
    { from: 3, to: 3, insert: "!" },
    { from: 16, to: 16, insert: "_" },
  ]);
});

test("a character outside the basic plane is never cut in half", () => {
  for (const change of textChanges("a😀b", "a😁b")) expect(change.insert).toBe("😁");
});

test("applying the changes gives the new text, whatever the texts", () => {
  const line = fc.constantFrom("a", "b", "\n", "😀", "😁", "chorus", " ");
  const text = fc.array(line, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (a, b) => apply(a, textChanges(a, b)) === b),
    { numRuns: 2000, seed: 7 },
  );
});

test("a very large difference is one replacement and quick", () => {
  const a = Array.from({ length: 20_000 }, (_, i) => `old ${i}`).join("\n");
  const b = Array.from({ length: 20_000 }, (_, i) => `new ${i * 7}`).join("\n");
  const changes = textChanges(a, b);
  expect(changes).toHaveLength(1);
  expect(apply(a, changes)).toBe(b);
});

test("changes overlap when they replace some of the same text, not when they only touch", () => {
  expect(changesOverlap([{ from: 0, to: 4, insert: "" }], [{ from: 3, to: 6, insert: "x" }])).toBe(true);
  expect(changesOverlap([{ from: 0, to: 4, insert: "" }], [{ from: 4, to: 6, insert: "x" }])).toBe(false);
  expect(changesOverlap([{ from: 4, to: 4, insert: "a" }], [{ from: 4, to: 4, insert: "b" }])).toBe(false);
});
