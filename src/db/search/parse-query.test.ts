import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../sqlite.ts";
import { findNodes } from "./find-nodes.ts";
import { dateStart, parseQuery } from "./parse-query.ts";
import { addNodes, openSearchable } from "./search-testing.ts";

const shown = (text: string) => {
  const { groups, excluded, filters } = parseQuery(text);
  const term = (t: (typeof excluded)[number]) => t.units.map((unit) => unit.text).join("·") + (t.prefix ? "*" : "");
  return {
    ...(groups.length > 0 && { groups: groups.map((group) => group.map(term).join("|")) }),
    ...(excluded.length > 0 && { excluded: excluded.map(term) }),
    ...(filters.length > 0 && { filters: filters.map((f) => `${f.joined ? "|" : ""}${f.negated ? "-" : ""}${f.key}:${f.value}`) }),
  };
};

describe("SE4: what was typed is read", () => {
  test.each([
    ["words, the last one while it is typed", "red fox", { groups: ["red", "fox*"] }],
    ["a finished word", "red ", { groups: ["red"] }],
    ["a star anywhere", "re* fox ", { groups: ["re*", "fox"] }],
    ["phrases, straight and curly, closed or not", '"red fox" “blue bird” "green', { groups: ["red·fox", "blue·bird", "green"] }],
    ["exclusion", 'fox -red -"blue bird"', { groups: ["fox"], excluded: ["red", "blue·bird"] }],
    ["alternatives", "red OR blue fox ", { groups: ["red|blue", "fox"] }],
    ["OR at the ends", "OR red OR", { groups: ["red"] }],
    [
      "filters",
      'tag:#a folder:"My Work/" type:Note is:starred fox ',
      { groups: ["fox"], filters: ["tag:a", "folder:My Work", "type:note", "is:favorite"] },
    ],
    ["filters that exclude", "-tag:a", { filters: ["-tag:a"] }],
    ["a filter that is being typed", "fox tag:", { groups: ["fox"] }],
    ["what only looks like a filter", "before:tomorrow is:red", { groups: ["before·tomorrow", "is·red"] }],
    ["dates", "after:2024-05 before:2025", { filters: ["after:2024-05", "before:2025"] }],
    ["words with punctuation", "node.js don't ", { groups: ["node·js", "don·t"] }],
    ["one letter after a word, while typing", "red f", { groups: ["red"] }],
    ["status and time", "status:Draft is:done is:due ", { filters: ["status:Draft", "is:done", "is:due"] }],
    ["filters either of which", "tag:a OR tag:b type:note", { filters: ["tag:a", "|tag:b", "type:note"] }],
    ["words and filters do not join", "fox OR tag:b red ", { groups: ["fox", "red"], filters: ["tag:b"] }],
    ["a filter and a word do not join", "tag:b OR fox ", { groups: ["fox"], filters: ["tag:b"] }],
    ["scripts without spaces", "東京", { groups: ["東·京*"] }],
    ["nothing", ' " - ( ', {}],
  ])("%s", (_, text, expected) => expect(shown(text)).toEqual(expected));

  test("a date begins where its year, month or day begins on this device", () => {
    expect(dateStart("2024")).toBe(new Date(2024, 0, 1).getTime());
    expect(dateStart("2024-5-9")).toBe(new Date(2024, 4, 9).getTime());
  });
});

describe("F5: no input raises an error", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openSearchable();
    addNodes(db, [
      { name: "Red fox", content: 'the quick "brown" fox NEAR AND OR NOT 東京都' },
      { name: "🦊", content: "a*b (c) ^d {e} col:f" },
    ]);
  });
  const ask = (text: string) => findNodes(db, parseQuery(text), 50);

  test.each([
    '"',
    "*",
    "(",
    ")",
    "NEAR",
    "NEAR(a b)",
    "AND",
    "OR",
    "NOT",
    "a AND",
    "^",
    "{name}: x",
    "name:x",
    "-",
    "--",
    "'",
    "a'b",
    "%",
    "_",
    "\\",
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "🦊",
    "👨‍👩‍👧",
    "tag:",
    'tag:"',
    "before:",
    "is:",
    "東*",
    '"東',
    "a:b:c",
    "x".repeat(2000),
    "a ".repeat(1000),
    "東".repeat(2000),
    '"'.repeat(2000),
    "-a ".repeat(600),
    "a OR ".repeat(400),
    "tag:a ".repeat(333),
  ])("%j", (text) => expect(() => ask(text.slice(0, 2000))).not.toThrow());

  test("whatever is typed", () => {
    const pieces = fc.constantFrom(
      '"',
      "*",
      "(",
      ")",
      "-",
      "NEAR",
      "AND",
      "OR",
      "NOT",
      ":",
      "tag:",
      "folder:",
      "is:",
      "is:due",
      "status:a",
      "before:",
      "type:",
      " ",
      "+",
      "^",
      "{",
      "}",
      "東京",
      "ก็",
      "가",
      "é",
      "🦊",
      "\ud83e",
      "\0",
      "%",
      "'",
      "\\",
      "fox",
      "a",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 2000 }),
      fc.string({ unit: "grapheme" }),
      fc.array(pieces, { maxLength: 60 }).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const found = ask(typed);
        expect(found.total).toBeGreaterThanOrEqual(found.pks.length);
      }),
      { numRuns: 600, seed: 5 },
    );
  });
});
