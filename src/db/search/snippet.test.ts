import { stemmer } from "stemmer";
import { describe, expect, test } from "vitest";
import type { Reach } from "./expression.ts";
import { markedText } from "./marked-text.ts";
import { matcher } from "./matches.ts";
import { parseQuery } from "./parse-query.ts";
import { openSearchable } from "./search-testing.ts";
import { snippet, SNIPPET_LENGTH } from "./snippet.ts";

const MARKS = { start: "\ue000", end: "\ue001" };
const shown = (marked: string) => marked.replaceAll(MARKS.start, "[").replaceAll(MARKS.end, "]");
const cut = (text: string, typed: string, reach: Reach = "beginning", left = 10_000_000) => {
  const query = parseQuery(typed);
  return shown(snippet(text, query, matcher(query, reach), MARKS, { left }));
};
const marked = (text: string, typed: string, reach: Reach = "beginning") =>
  shown(markedText(text, matcher(parseQuery(typed), reach)(text), MARKS));

describe("SE8: highlights", () => {
  test.each<[string, string, string, string, Reach?]>([
    ["words by stem", "He runs, running", "run ", "He [runs], [running]"],
    ["a beginning while typing", "Universities", "universi", "[Universi]ties"],
    ["accents and case", "CAFÉ, Cafe\u0301!", "cafe ", "[CAFÉ], [Cafe\u0301]!"],
    ["letters that fold to several", "Die Straße ﬁne", "strasse fine ", "Die [Straße] [ﬁne]"],
    ["parts of words", "JavaScript", "cript ", "JavaS[cript]", "anywhere"],
    ["parts beside folded letters", "ÆØnaïveté", "naive ", "ÆØ[naïve]té", "anywhere"],
    ["dense scripts", "今日は東京タワー", "東京", "今日は[東京]タワー"],
    ["half-width kana", "ｶﾞｲﾄﾞ本", "ガイド", "[ｶﾞｲﾄﾞ]本"],
    ["decomposed Hangul", "학교".normalize("NFD"), "학교", `[${"학교".normalize("NFD")}]`],
    ["characters that only seem to stand together", "東、京 東京", "東京", "東、京 [東京]"],
    ["phrases whole only", "red fox and fox red", '"red fox"', "[red fox] and fox red"],
    ["pictographs", "go 🎉party", "🎉", "go [🎉]party"],
    ["several words", "fox and red", "red fox ", "[fox] and [red]"],
    ["marks in the text are taken out", "a \ue000fox\ue001 b", "fox ", "a [fox] b"],
  ])("%s", (_, text, typed, expected, reach) => expect(marked(text, typed, reach)).toBe(expected));
});

describe("SE8: snippets", () => {
  const filler = "lorem ipsum dolor sit amet ".repeat(400);

  test("the place where most of the words stand, on one line", () => {
    const text = `red ${filler}\n\n the red  fox\nran ${filler}`.slice(0, 12_000);
    expect(cut(text.replace(filler, filler.slice(0, 2700)), "red fox ")).toMatch(/^….* the \[red\] \[fox\] ran .*…$/);
  });

  test.each([
    ["the end of a megabyte", `${"dolor sit ".repeat(100_000)}omega`, "omega"],
    ["a megabyte without spaces", `${"字".repeat(700_000)}終章`, "終章"],
  ])("%s", (_, text, typed) => expect(cut(text, typed)).toContain(`[${typed}]`));

  test("at most 160 characters, wherever the match is", () => {
    for (let at = 0; at < 900; at += 7) {
      const text = `${[..."ab cde 🎉 ".repeat(120)].slice(0, at).join("")} omega ${"fg hij 🎉 ".repeat(60)}`;
      const found = cut(text, "omega");
      expect(found).toContain("[omega]");
      expect(found.replace(/[[\]]/g, "").length).toBeLessThanOrEqual(SNIPPET_LENGTH);
      expect(found).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
    }
  });

  test("the beginning when the match is in the title, and when the reading allowance is used up", () => {
    expect(cut("alpha beta", "omega")).toBe("alpha beta");
    expect(cut(`${filler}omega`, "omega", "beginning", 100)).toMatch(/^lorem.*…$/);
    expect(cut("", "omega")).toBe("");
  });

  test("a match across the border of what is read at once", () => {
    for (const at of [500, 505, 510, 511, 512, 1020]) expect(cut(`${"x".repeat(at)} red fox`, '"red fox"')).toContain("[red fox]");
  });
});

test("stems are those of the index", async () => {
  const db = await openSearchable();
  db.script("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'porter ascii'); CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)");
  const roots =
    "run happ univers relat connect hop fil ti generaliz oscillat adopt control siz fl argu sensibilit digit vietnam conform radical analog hopeful decis feudal triplic form electric alloy adjust irrit replac".split(
      " ",
    );
  const ends = [
    "",
    "s",
    "es",
    "ed",
    "ing",
    "ies",
    "y",
    "ly",
    "er",
    "ation",
    "ational",
    "iveness",
    "ment",
    "e",
    "al",
    "ful",
    "ion",
    "able",
    "ness",
    "ize",
    "izer",
    "ousli",
    "logi",
  ];
  const words = roots.flatMap((root) => ends.map((end) => root + end));
  db.run("INSERT INTO t (rowid, x) SELECT key + 1, value FROM json_each(?)", [JSON.stringify(words)]);
  const kept = db.rows<{ doc: number; term: string }>("SELECT doc, term FROM v ORDER BY doc");
  const differing = kept
    .filter(({ doc, term }) => stemmer(words[doc - 1]!) !== term)
    .map(({ doc, term }) => `${words[doc - 1]} ${term} ${stemmer(words[doc - 1]!)}`);
  expect(differing).toEqual([]);
});
