import { describe, expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { openMemory } from "../db/drivers/memory.ts";
import type { Connection } from "../db/connection.ts";
import { openEngine } from "../db/open.ts";
import { TEST_TIME } from "../db/testing.ts";
import type { Write } from "../protocol/push.ts";
import { createCapture } from "./capture.ts";
import { takeClientId } from "./meta.ts";
import { SPACES_SQL } from "./spaces.ts";

const STATE = ["nodes", "edges", "sync_outbox", "sync_touch", "sync_unknown", "sync_meta", "sync_space", "changes"] as const;

/** A workspace whose statements can be made to fail; `signedIn` from the beginning. */
async function workspace(signedIn = true) {
  let left = Infinity;
  let last = 0;
  const memory = await openMemory();
  const connection = new Proxy(memory, {
    get(target, name: keyof Connection) {
      const value = target[name];
      if (typeof value !== "function") return value;
      const call = (value as (...args: unknown[]) => unknown).bind(target);
      if (name !== "run" && name !== "rows" && name !== "row" && name !== "value") return call;
      return (...args: unknown[]) => {
        if (--left < 0) throw new Error("cut off");
        return call(...args);
      };
    },
  });
  const random = (bytes: Uint8Array<ArrayBuffer>) => bytes.map(() => ++last % 256);
  const capture = createCapture({ now: () => TEST_TIME, random });
  const engine = openEngine({ connection, modules: dataModules, indexNodes: () => undefined, now: () => TEST_TIME, capture });
  const { db } = engine;
  if (signedIn)
    db.transaction(() => {
      takeClientId(db, random);
      db.run(SPACES_SQL.put, ["personal", "space-one", "", "owner", "ready"]);
    });
  let edits = 0;
  return {
    db,
    edit: (sql: string) => engine.write({ mutationId: `m${++edits}`, origin: "local", at: TEST_TIME }, () => void db.run(sql)),
    failAfter: (statements: number) => void (left = statements),
    writes: () =>
      db
        .rows<{ writes_json: string }>("SELECT writes_json FROM sync_outbox ORDER BY m")
        .map((row) => JSON.parse(row.writes_json) as Write[]),
    state: () => JSON.stringify(STATE.map((table) => db.rows(`SELECT * FROM ${table}`))),
  };
}

const INSERT = "INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES ('a', 'note', 'A', 1, 1)";

describe("CL1: the change door notes what a local change means for the server", () => {
  test("before the first sign-in nothing is noted", async () => {
    const { edit, writes } = await workspace(false);
    edit(INSERT);
    expect(writes()).toEqual([]);
  });

  test("a new row goes out whole, a change with the changed columns, a deletion as one", async () => {
    const { edit, writes } = await workspace();
    edit(INSERT);
    edit("UPDATE nodes SET name = 'B', name_key = 'b' WHERE id = 'a'");
    edit("DELETE FROM nodes WHERE id = 'a'");
    const [made, changed, gone] = writes();
    expect(made).toMatchObject([["nodes", "a", { name: "A", node_type: "note" }, { quiet: expect.arrayContaining(["modified_at"]) }]]);
    expect(Object.keys(made![0]![2])).not.toContain("name_key");
    expect([changed, gone]).toEqual([[["nodes", "a", { name: "B" }]], [["nodes", "a", { _deleted: 1 }]]]);
  });

  test("what is derived does not sync (CL2), what hangs on a deleted row waits with it (CL6)", async () => {
    const { db, edit, writes } = await workspace();
    edit(INSERT);
    edit("INSERT INTO edges (id, edge_type, source_id, target_id, channel, created_at) VALUES ('w', 'LINK', 'a', 'a', 'wikilink', 1)");
    edit("INSERT INTO notes (id) VALUES ('a')");
    edit("DELETE FROM nodes WHERE id = 'a'");
    expect(writes().map(([write]) => write!.slice(0, 2))).toEqual([
      ["nodes", "a"],
      ["notes", "a"],
      ["nodes", "a"],
    ]);
    expect(db.rows("SELECT tbl, waits_for FROM sync_unknown ORDER BY tbl")).toEqual([
      { tbl: "nodes", waits_for: null },
      { tbl: "notes", waits_for: "a" },
    ]);
  });

  test.each([INSERT, "UPDATE nodes SET name = 'C' WHERE id = 'b'", "DELETE FROM nodes WHERE id = 'b'"])(
    "cut off at any statement, all of it is undone: %s",
    async (sql) => {
      const { edit, failAfter, state } = await workspace();
      edit(INSERT.replace("'a'", "'b'"));
      const before = state();
      for (let statements = 0; ; statements++) {
        failAfter(statements);
        try {
          edit(sql);
          break;
        } catch (error) {
          expect(String(error)).toContain("cut off");
        }
        failAfter(Infinity);
        expect(state()).toBe(before);
      }
      failAfter(Infinity);
      expect(state()).not.toBe(before);
    },
  );
});
