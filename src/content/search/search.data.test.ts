import { beforeAll, expect, test } from "vitest";
import { addNodes, openSearchable } from "../../db/search/search-testing.ts";
import type { Database } from "../../db/sqlite.ts";
import { searchData } from "./search.data.ts";
import { MARK_END, MARK_START, type SearchAnswer } from "./search.model.ts";

let db: Database;
beforeAll(async () => {
  db = await openSearchable();
  addNodes(db, [{ name: "Foxes", content: "A red fox.\nAnd  more.", tags: ["animal"], folder: "Zoo" }, { name: "Other", content: "fox fox", type: "song" }]);
});

function ask(text: string, more: object = {}): SearchAnswer {
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
    tags: ["animal"],
    snippet: `A red ${MARK_START}fox${MARK_END}. And more.`,
    modified_at: 1,
  });
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
    expect(() => db.rows(`EXPLAIN ${sql}`, Array.from({ length: count }, () => 1)), sql).not.toThrow();
  }
});
