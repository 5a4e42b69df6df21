import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, foldMapped } from "./fold.ts";
import { units } from "./units.ts";

/** The rule as it is written down, without short cuts (SE2). */
const byTheRule = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/g, "")
    .replaceAll(/[ßøłđðþæœıħς]/g, (c) => ({ ß: "ss", æ: "ae", œ: "oe", þ: "th" })[c] ?? "olddihσ"["øłđðıħς".indexOf(c)]!)
    .normalize("NFC");

const character = fc.oneof(
  fc.constantFrom(..."aZ09 .ßÆÉéèşİıΣςñüÅﬁ…½Ⅳガかカ゛ハﾊﾟ漢字東한글ㅎㅏᄒﾡￂअनुकไทยשׁ😀㊗㍿\u0301\u0308\u3099\u0345\ud800"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const text = fc.string({ unit: character, maxLength: 12 });

test("SE2: every character, and any beside each other, folds as the rule says", () => {
  for (let code = 0; code <= 0xffff; code++) {
    const alone = String.fromCharCode(code);
    if (fold(alone) !== byTheRule(alone)) expect.unreachable(`U+${code.toString(16)} folds to ${JSON.stringify(fold(alone))}`);
  }
  fc.assert(
    fc.property(text, (given) => {
      expect(fold(given)).toBe(byTheRule(given));
    }),
    { numRuns: 3000 },
  );
});

test("SE2: a long text is folded whole", () => {
  const long = "Überstraße のガ".repeat(5000).replaceAll("ß", "s");
  expect(fold(long)).toBe(byTheRule(long));
});

test("SE8: each folded character is told where it came from", () => {
  fc.assert(
    fc.property(text, (given) => {
      const { text: folded, origin } = foldMapped(given);
      expect(origin(folded.length)).toBe(given.length);
      for (let i = 1; i <= folded.length; i++) expect(origin(i)).toBeGreaterThanOrEqual(origin(i - 1));
    }),
    { numRuns: 2000 },
  );
  expect([0, 1, 2, 3, 4].map(foldMapped("ßéx").origin)).toEqual([0, 0, 1, 2, 3]);
});

const DENSE =
  "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Bopomofo}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}";

test("SE1: units are cut where the rule of words and dense scripts says", () => {
  const cut = (given: string) =>
    [...given.matchAll(/[\p{L}\p{N}\p{M}]+|\p{So}/gu)].flatMap(({ 0: word, index }) =>
      [...word.matchAll(new RegExp(`([${DENSE}])|[^${DENSE}]+`, "gu"))].map((part) => [part[0], index + part.index, part[1] !== undefined]),
    );
  fc.assert(
    fc.property(text, (given) => {
      expect(units(given).map((unit) => [unit.text, unit.start, unit.dense])).toEqual(cut(given));
    }),
    { numRuns: 3000 },
  );
});
