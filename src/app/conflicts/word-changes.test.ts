import { expect, test } from "vitest";
import { wordChanges } from "./word-changes.ts";

const written = (a: string, b: string) =>
  wordChanges(a, b)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

test("SU6: words that were added, removed and replaced, in reading order", () => {
  expect(written("Take 1 is too fast.", "Take 1 is too fast, but right.")).toBe("Take 1 is too fast[+, but right].");
  expect(written("Take 3 was not recorded.", "Take 3 was recorded.")).toBe("Take 3 was [-not ]recorded.");
  expect(written("too fast.", "too slow.")).toBe("too [-fast][+slow].");
});

test.each([
  ["", ""],
  ["", "new"],
  ["old", ""],
  ["a b c d", "d c b a"],
  ["eins\n\nzwei", "eins\nzwei\n"],
  ["字字", "字章"],
])("SU6: without what was added it is the old text, without what was removed the new one: %j, %j", (a, b) => {
  const pieces = wordChanges(a, b);
  const join = (without: string) =>
    pieces
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join("");
  expect(join("added")).toBe(a);
  expect(join("removed")).toBe(b);
});

test("SU6: texts without a word in common are one change, however long", () => {
  const long = Array.from({ length: 3000 }, (_, i) => `a${i} `).join("");
  const other = Array.from({ length: 3000 }, (_, i) => `b${i} `).join("");
  expect(wordChanges(long, other)).toHaveLength(2);
});
