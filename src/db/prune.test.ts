import { expect, test } from "vitest";
import { KEEP_MS, prune } from "./prune.ts";
import { TEST_TIME, openTestEngine } from "./testing.ts";

const engine = async () => {
  const opened = await openTestEngine([]);
  const change = (seq: number, at: number, before: string, synced = 0) =>
    opened.db.run("INSERT INTO changes VALUES (?, ?, 'local', ?, 'nodes', 'n', 'update', '[\"name\"]', ?, ?)", [
      seq,
      `m${seq}`,
      at,
      before,
      synced,
    ]);
  const mutation = (id: string, at: number) =>
    opened.db.run("INSERT INTO mutations (id, args_hash, result_json, label, at) VALUES (?, '', '[]', '', ?)", [id, at]);
  return {
    db: opened.db,
    change,
    mutation,
    held: () => opened.db.rows("SELECT seq, before_json IS NOT NULL AS held FROM changes ORDER BY seq"),
  };
};
const OLD = TEST_TIME - KEEP_MS - 1;

test("CH6: old records forget what was there before; those that wait for sync keep their row", async () => {
  const { db, change, mutation, held } = await engine();
  change(1, OLD, '{"name":"a"}');
  change(2, OLD, '{"name":"b"}', 1);
  change(3, TEST_TIME, '{"name":"c"}', 1);
  mutation("old", OLD);
  mutation("new", TEST_TIME);
  expect(prune(db, TEST_TIME)).toBe(3);
  expect(held()).toEqual([
    { seq: 1, held: 0 },
    { seq: 3, held: 1 },
  ]);
  expect(db.rows("SELECT id FROM mutations")).toEqual([{ id: "new" }]);
  expect(prune(db, TEST_TIME)).toBe(0);
});

test("CH6: beyond the budget the oldest go first", async () => {
  const { db, change, held } = await engine();
  for (let seq = 1; seq <= 4; seq++) change(seq, TEST_TIME, JSON.stringify({ name: "x".repeat(100) }));
  prune(db, TEST_TIME, 250);
  expect(held().map((row) => (row as { held: number }).held)).toEqual([0, 0, 1, 1]);
});
