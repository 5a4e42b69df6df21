import { beforeEach, describe, expect, test } from "vitest";
import type { TaskContext } from "../module.ts";
import type { Database } from "../sqlite.ts";
import { reindex } from "./reindex.ts";
import { addNodes, find, openSearchable } from "./search-testing.ts";
import { wordsContaining } from "./vocabulary.ts";

let db: Database;
beforeEach(async () => void (db = await openSearchable()));

function context(onPause: (count: number) => void = () => {}): TaskContext & { seen: number[] } {
  let pauses = 0;
  const seen: number[] = [];
  return {
    db,
    seen,
    tracked: [],
    signal: { aborted: false },
    progress: ({ done }) => void seen.push(done),
    pause: async () => onPause(++pauses),
    write: (batch, work) =>
      db.transaction(() => work({ db, tracked: [], follow: () => undefined, at: 0, mutationId: batch, newId: () => "" }) as never),
    indexDeferred: () => 0,
    now: () => 0,
    sync: null,
    get backups(): never {
      throw new Error("not here");
    },
    get diagnostics(): never {
      throw new Error("not here");
    },
  };
}

describe("SE9: the index is built anew", () => {
  test("from the nodes alone, with progress, and forgets words that no node holds", async () => {
    const pks = addNodes(
      db,
      Array.from({ length: 450 }, (_, i) => ({ name: `Note ${i}`, content: `zebra${i}x 東京` })),
    );
    db.run("UPDATE nodes SET content = 'giraffe' WHERE pk = 1");
    db.run("DELETE FROM nodes WHERE pk = 2");
    const ctx = context();
    expect(await reindex(ctx)).toEqual({ nodes: 449 });
    expect(ctx.seen.at(-1)).toBe(449);
    expect([find(db, "giraffe "), find(db, "zebra0x "), find(db, "zebra1x "), find(db, "zebra2x ")]).toEqual([[1], [], [], [3]]);
    expect(find(db, "東京")).toHaveLength(pks.length - 2);
    expect([wordsContaining(db, "ebra0x", 5), wordsContaining(db, "ebra2x", 5), wordsContaining(db, "iraff", 5)]).toEqual([
      [],
      ["zebra2x"],
      ["giraffe"],
    ]);
    await reindex(context());
    expect(wordsContaining(db, "ebra2x", 5)).toEqual(["zebra2x"]);
  });

  test("search answers in between, and a cancelled rebuild leaves everything found", async () => {
    addNodes(
      db,
      Array.from({ length: 500 }, () => ({ content: "zebra ".repeat(60) })),
    );
    const stop = (count: number) => {
      expect(find(db, "zebra ")).toHaveLength(500);
      if (count === 2) throw new Error("Cancelled");
    };
    await expect(reindex(context(stop))).rejects.toThrow("Cancelled");
    expect([find(db, "zebra ").length, wordsContaining(db, "ebr", 5)]).toEqual([500, ["zebra"]]);
  });

  test("a text larger than a step is one step", async () => {
    addNodes(db, [{ content: "a" }, { content: "omega ".repeat(40_000) }, { content: "b" }]);
    const ctx = context();
    await reindex(ctx);
    expect(ctx.seen).toEqual([1, 2, 3]);
  });

  test("a damaged index is emptied and filled again", async () => {
    addNodes(db, [{ content: "zebra" }, { content: "giraffe" }]);
    db.script("DELETE FROM node_fts_data WHERE id > 10");
    expect(() => db.run("INSERT INTO node_fts (node_fts) VALUES ('integrity-check')")).toThrow();
    await reindex(context());
    db.run("INSERT INTO node_fts (node_fts) VALUES ('integrity-check')");
    expect([find(db, "zebra "), find(db, "giraf")]).toEqual([[1], [2]]);
  });
});
