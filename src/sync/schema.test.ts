import { expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { openMemory } from "../db/drivers/memory.ts";
import { migrate, sequencesOf } from "../db/migrate.ts";
import { DECIDE_SQL } from "./decide.ts";

const ALL = sequencesOf(dataModules);
const before = (number: number) =>
  ALL.map((sequence) =>
    sequence.name === "sync" ? { ...sequence, migrations: sequence.migrations.filter((step) => step.number < number) } : sequence,
  );

test("CL10: what an earlier version had refused gets places of its own before all that waits, in its order, whatever its space", async () => {
  const db = await openMemory();
  migrate(db, before(4), 0);
  for (const [op, space, m] of [
    ["late", "a", 7],
    ["early", "a", 1],
    ["other", "b", 7],
  ] as const)
    db.run(`INSERT INTO sync_dead (op, space_id, m, ctx, writes_json, at, attempts, error_json) VALUES (?, ?, ?, 0, '[]', 0, 1, '{}')`, [
      op,
      space,
      m,
    ]);
  migrate(db, ALL, 0);
  const made = new Map(db.rows<{ op: string; made: number }>("SELECT op, made FROM sync_dead").map((row) => [row.op, row.made]));
  expect(new Set(made.values()).size).toBe(3);
  expect(Math.max(...made.values())).toBeLessThan(1);
  const newestFirst = db.rows<{ op: string }>(DECIDE_SQL.newestFirst, [JSON.stringify([...made.keys()])]).map(({ op }) => op);
  expect(newestFirst).toEqual(["other", "late", "early"]);
});
