import { beforeAll, describe, expect, test } from "vitest";
import { indexNodes } from "../../db/search/index-nodes.ts";
import { addNodes, openSearchable } from "../../db/search/search-testing.ts";
import type { Database } from "../../db/sqlite.ts";
import { searchData } from "./search.data.ts";
import { MARK_END, MARK_START, type SearchAnswer } from "./search.model.ts";

let db: Database;
beforeAll(async () => {
  db = await openSearchable();
  addNodes(db, [
    { name: "Foxes", content: "A red fox.\nAnd  more.", tags: ["animal"], folder: "Zoo" },
    { name: "Other", content: "fox fox", type: "song" },
  ]);
});

const ask = (text: string, more: object = {}): SearchAnswer => askIn(db, text, more);
function askIn(db: Database, text: string, more: object = {}): SearchAnswer {
  const run = searchData.queries["search.nodes"] as unknown as (ctx: { db: Database }, args: object) => SearchAnswer;
  return run({ db }, { text, limit: 50, ...more });
}

test("a hit carries what a line of results shows", () => {
  const { hits, total, capped, took_ms } = ask("fox");
  expect([total, capped, Number.isInteger(took_ms)]).toEqual([2, false, true]);
  expect(hits[0]).toEqual({
    id: "n1",
    node_type: "note",
    name: "Foxes",
    name_marked: `${MARK_START}Foxes${MARK_END}`,
    folder: "Zoo",
    folder_marked: "Zoo",
    tags: ["animal"],
    tags_marked: ["animal"],
    alias_marked: null,
    snippet: `A red ${MARK_START}fox${MARK_END}. And more.`,
    modified_at: 1,
  });
});

describe("SE8: snippets are readable", () => {
  const shown = (content: string, text: string): string => {
    addNodes(db, [{ name: "Markdown", content }]);
    const hit = ask(`${text} `).hits.find(({ name }) => name === "Markdown")!;
    db.script("DELETE FROM nodes WHERE name = 'Markdown'");
    return hit.snippet.replaceAll(MARK_START, "{").replaceAll(MARK_END, "}");
  };
  test.each([
    ["# Song\n\n**Chorus** and *verse*, ~~no~~ ==yes==", "chorus", "Song {Chorus} and verse, no yes"],
    [
      "See [[zebra]], [[Other|that zebra]], ![[z.png]] and [a *zebra*](http://x.y/z).",
      "zebra",
      "See {zebra}, that {zebra}, and a {zebra}.",
    ],
    ["| a | b |\n| --- | ---: |\n| okapi | d |", "okapi", "a b {okapi} d"],
    ["- [ ] tapir\n- [x] done\n> 1. said", "tapir", "{tapir} done said"],
    ["```js\nlet snake_case = `llama`\n```\n2 * 3", "llama", "let snake_case = {llama} 2 * 3"],
    ["[x](http://quokka.org/a) <b>y</b> ![[quokka.png]]", "quokka", "x(http://{quokka}.org/a) y {quokka}.png"],
    ["a\\*b **red** _panda_ c", '"red panda"', "a*b {red panda} c"],
    ["https://a.b/c_d_e ibis", "ibis", "https://a.b/c_d_e {ibis}"],
  ])("%j", (content, text, wanted) => expect(shown(content, text)).toBe(wanted));

  test("signs leave room for more of the text, and a long text costs no more than its window", () => {
    const found = shown(`${"**bold** [x](http://x.y/long/address) ".repeat(20_000)}wombat ${"[[a|word]] ".repeat(10_000)}`, "wombat");
    expect(found).toMatch(/^…(bold x )+\{wombat\}( word)+…$/);
    expect(found.length).toBeGreaterThan(140);
  });
});

describe("SE10: results by content type", () => {
  test("how many of each, most first; one type is not counted again", () => {
    const count = (node_type: string, n: number) => ({ node_type, count: n, capped: false });
    expect([ask("fox").groups, ask("fox", { type: "song" }).groups, ask("zebra").groups]).toEqual([
      [count("note", 1), count("song", 1)],
      [count("song", 1)],
      [],
    ]);
    expect(ask("").groups).toEqual([count("note", 1), count("song", 1)]);
  });
});

describe("SE11: why it was found", () => {
  const plain = (text: string | null) => text?.replaceAll(MARK_START, "{").replaceAll(MARK_END, "}");
  test("tags and folders are marked too", () => {
    const [hit] = ask("zoo anim").hits;
    expect([hit!.tags_marked.map(plain), plain(hit!.folder_marked)]).toEqual([["{animal}"], "{Zoo}"]);
  });

  test("another name is told where the name itself does not say it", async () => {
    const other = await openSearchable();
    const [pk] = addNodes(other, [{ name: "Hydrogen", content: "light" }]);
    for (const label of ["Protium", "Wasserstoff", "Hydrogen gas"])
      other.run("INSERT INTO node_names (key, node_id, kind, label) VALUES (?, 'n1', 'alias', ?)", [label.toLowerCase(), label]);
    indexNodes(other, { upserted: [pk!], deleted: [] });
    const told = (text: string) => plain(askIn(other, text).hits[0]!.alias_marked);
    expect([told("wasser"), told("hydrogen"), told("hydrogen gas"), told("light")]).toEqual([
      "{Wasser}stoff",
      undefined,
      "{Hydrogen} {gas}",
      undefined,
    ]);
  });
});

describe("SE12: did you mean", () => {
  const meant = (text: string) => ask(text).did_you_mean;
  beforeAll(() =>
    addNodes(db, [
      { name: "Photosynthesis", content: "green" },
      { name: "The Kestrel", content: "bodyword" },
      { name: "東京都" },
      { name: "Москва" },
      { name: "Kestral notes", trashed: true },
    ]),
  );
  test.each([
    ["a letter left out", "kestel", "kestrel", "The Kestrel"],
    ["a letter too many", "kesttrel", "kestrel", "The Kestrel"],
    ["another letter", "kastrel", "kestrel", "The Kestrel"],
    ["neighbours swapped", "ksetrel", "kestrel", "The Kestrel"],
    ["two letters of a long word", "photosinthasis", "photosynthesis", "Photosynthesis"],
    ["another alphabet", "масква", "москва", "Москва"],
    ["a word of several, the others stay", 'the Kestral -red "bodyword"', 'the kestrel -red "bodyword"', "The Kestrel"],
  ])("%s", (_, text, corrected, name) => expect(meant(text)).toMatchObject({ text: corrected, hits: [{ name }] }));

  test.each([
    ["what stands in a name", "kestrel"],
    ["a name that is being typed", "kestr"],
    ["words of texts are no corrections", "bodywird"],
    ["short words", "fxo"],
    ["scripts without spaces", "東京部"],
    ["phrases", '"the kastrel"'],
    ["enough was found", "is:favorite OR type:note"],
  ])("nothing: %s", (_, text) => expect(meant(text)).toBeNull());
});

test("the content type narrows, the limit cuts, the total does not", () => {
  expect(ask("fox", { type: "song" }).hits.map((hit) => hit.id)).toEqual(["n2"]);
  expect(ask("fox", { limit: 1 })).toMatchObject({ hits: [{ id: "n1" }], total: 2 });
});

test("every statement can be prepared against the real schema", () => {
  for (const sql of Object.values(searchData.sql)) {
    const marks = sql.match(/\?\d*/g) ?? [];
    const numbered = marks.some((mark) => mark !== "?");
    const count = numbered ? Math.max(...marks.map((mark) => Number(mark.slice(1)))) : marks.length;
    expect(
      () =>
        db.rows(
          `EXPLAIN ${sql}`,
          Array.from({ length: count }, () => 1),
        ),
      sql,
    ).not.toThrow();
  }
});
