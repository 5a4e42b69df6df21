import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../engine.ts";
import { openTestEngine } from "../testing.ts";
import { isBulk } from "./bulk.ts";
import { indexNodes } from "./index-nodes.ts";
import { addNodes, find, openSearchable } from "./search-testing.ts";
import { addWords, wordsContaining } from "./vocabulary.ts";

describe("SE3: bulk work builds the index in pieces and puts them together at the end", () => {
  const COUNT = 1500;
  let engine: Engine;
  beforeEach(async () => {
    engine = await openTestEngine([]);
    const insert = "INSERT INTO nodes (id, node_type, name, created_at, modified_at, content) VALUES (?, 'note', ?, 0, 0, ?)";
    engine.write(
      { mutationId: "bulk", origin: "local", at: 1 },
      () => void Array.from({ length: COUNT }, (_, i) => engine.db.run(insert, [`n${i}`, `Note ${i}`, `zebra${i}x gnu`])),
      { index: "later" },
    );
  });

  test("afterwards everything is found, and the index merges by itself again", () => {
    let steps = 0;
    for (let left = engine.deferred; left > 0; steps++) {
      const before = left;
      left = engine.indexDeferred(400, 0);
      if (steps === 0) expect([before, left, isBulk(engine.db), find(engine.db, "gnu ", 9).length]).toEqual([COUNT, COUNT - 400, true, 9]);
    }
    expect([steps > 4, isBulk(engine.db), engine.deferred]).toEqual([true, false, 0]);
    expect([find(engine.db, "zebra1499x "), wordsContaining(engine.db, "ebra1499", 5)]).toEqual([[COUNT], ["zebra1499x"]]);
    engine.db.run("INSERT INTO search_terms_fts (search_terms_fts) VALUES ('integrity-check')");
    engine.db.run("INSERT INTO node_fts (node_fts) VALUES ('integrity-check')");
  });

  test("nodes that are taken back are taken off the list", () => {
    engine.indexDeferred(400, 0);
    engine.write({ mutationId: "back", origin: "local", at: 2 }, () => void engine.db.run("DELETE FROM nodes WHERE pk > 100"));
    expect(engine.deferred).toBe(1);
    while (engine.indexDeferred(400, 0) > 0);
    expect([find(engine.db, "gnu ").length, isBulk(engine.db)]).toEqual([100, false]);
  });
});

test("SE3: words of a transaction that was rolled back are added by the next one that has them", async () => {
  const db = await openSearchable();
  addNodes(db, [{ content: "giraffe" }]);
  const failing = () =>
    db.transaction(() => {
      addWords(db, new Set(["zebra"]));
      throw new Error("stop");
    });
  expect(failing).toThrow("stop");
  const [pk] = addNodes(db, [{ content: "zebra" }]);
  expect(wordsContaining(db, "ebr", 5)).toEqual(["zebra"]);
  db.transaction(() => indexNodes(db, { upserted: [pk!], deleted: [] }));
  expect(wordsContaining(db, "ebr", 5)).toEqual(["zebra"]);
});
