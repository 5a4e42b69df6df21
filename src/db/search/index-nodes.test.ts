import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../sqlite.ts";
import { indexNodes } from "./index-nodes.ts";
import { addNodes, find, openSearchable } from "./search-testing.ts";

let db: Database;
beforeEach(async () => void (db = await openSearchable()));

const change = (pk: number, content: string) =>
  db.transaction(() => {
    db.run("UPDATE nodes SET content = ? WHERE pk = ?", [content, pk]);
    indexNodes(db, { upserted: [pk], deleted: [] });
  });
const check = () => db.run("INSERT INTO node_fts (node_fts) VALUES ('integrity-check')");

test("F1: search, VACUUM, search again: every hit is still the same row", () => {
  const pks = addNodes(
    db,
    Array.from({ length: 60 }, (_, i) => ({ name: `Note ${i}`, content: `word${i}a common` })),
  );
  const gone = pks.filter((pk) => pk % 3 === 0);
  db.transaction(() => {
    for (const pk of gone) db.run("DELETE FROM nodes WHERE pk = ?", [pk]);
    indexNodes(db, { upserted: [], deleted: gone });
  });
  const before = pks.map((_, i) => find(db, `word${i}a `));
  db.script("VACUUM");
  expect(pks.map((_, i) => find(db, `word${i}a `))).toEqual(before);
  expect(before).toEqual(pks.map((pk) => (gone.includes(pk) ? [] : [pk])));
});

describe("F2: no stale terms, and the index stays whole", () => {
  test("an update replaces every word of the old text", () => {
    const [pk] = addNodes(db, [{ name: "Title", content: "zebra 東京 café" }]);
    change(pk!, "giraffe 大阪");
    expect([find(db, "zebra "), find(db, "東京"), find(db, "京"), find(db, "cafe ")]).toEqual([[], [], [], []]);
    expect([find(db, "giraffe "), find(db, "大阪"), find(db, "阪")]).toEqual([[pk], [pk], [pk]]);
    check();
  });

  test("a delete takes the node out, a later node with its key brings nothing back", () => {
    const [pk] = addNodes(db, [{ name: "Old", content: "zebra" }]);
    db.transaction(() => {
      db.run("DELETE FROM nodes WHERE pk = ?", [pk!]);
      indexNodes(db, { upserted: [], deleted: [pk!] });
    });
    expect(addNodes(db, [{ name: "New", content: "giraffe" }])).toEqual([pk]);
    expect(find(db, "zebra ")).toEqual([]);
    check();
  });

  test("hundreds of updates and deletes leave an index that agrees with the texts", () => {
    const pks = addNodes(
      db,
      Array.from({ length: 40 }, (_, i) => ({ content: `start${i}x` })),
    );
    for (let round = 0; round < 12; round++) for (const pk of pks) if ((pk + round) % 3 === 0) change(pk, `round${round}x of${pk}x`);
    check();
    for (const pk of pks) {
      const text = db.value<string>("SELECT content FROM nodes WHERE pk = ?", [pk])!;
      for (const word of text.split(" ")) expect(find(db, `"${word}"`)).toContain(pk);
      if (!text.startsWith("start")) expect(find(db, `start${pk - 1}x `)).toEqual([]);
    }
  });
});

test("SE3: a rolled back change leaves the index as it was", () => {
  const [pk] = addNodes(db, [{ content: "zebra" }]);
  expect(() =>
    db.transaction(() => {
      db.run("UPDATE nodes SET content = 'giraffe' WHERE pk = ?", [pk!]);
      indexNodes(db, { upserted: [pk!], deleted: [] });
      throw new Error("no");
    }),
  ).toThrow("no");
  expect([find(db, "zebra "), find(db, "giraffe ")]).toEqual([[pk], []]);
});

test("SE3: the trash is left out, a restored node is found again", () => {
  const [pk, other] = addNodes(db, [{ content: "zebra" }, { content: "zebra" }]);
  db.run("UPDATE nodes SET deleted_at = 5 WHERE pk = ?", [pk!]);
  expect([find(db, "zebra "), find(db, "zebra is:trashed")]).toEqual([[other], [pk]]);
  db.run("UPDATE nodes SET deleted_at = NULL WHERE pk = ?", [pk!]);
  expect(find(db, "zebra ").toSorted()).toEqual([pk, other]);
});

test("a node that is gone by now is passed over, and a text of a megabyte is indexed to its last word", () => {
  const [pk] = addNodes(db, [{ content: `${"lorem ipsum ".repeat(90_000)}omega 終` }]);
  db.transaction(() => indexNodes(db, { upserted: [999], deleted: [] }));
  expect([find(db, "omega "), find(db, "終")]).toEqual([[pk], [pk]]);
});
