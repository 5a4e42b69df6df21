import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { DueNodes } from "./spine.model.ts";

const HOUR = 3_600_000;
let w: TestWorkspace;
let now: number;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
  now = w.clock.now;
});

function add(name: string, due_at: number, more: object = {}): string {
  const { id } = w.run<{ id: string }>("note.create", { name, content: "" });
  w.run("node.update", { id, due_at, ...more });
  return id;
}
const due = (args: object = {}): DueNodes => w.query("node.due", { to: now, done_since: now - HOUR, limit: 6, ...args });
const names = ({ rows }: DueNodes) => rows.map(({ name }) => name);

test("PI12: what is open and what was done lately, earliest first; what was done before is gone, what is in the trash too", () => {
  add("late", now - HOUR);
  add("first", now - 9 * HOUR);
  add("of no moment", now);
  add("done now", now - 2 * HOUR, { completed_at: now });
  add("done before", now - 3 * HOUR, { completed_at: now - 2 * HOUR });
  w.run("node.trash", { id: add("dropped", now - HOUR) });
  expect(due()).toMatchObject({ open: 2, done: 1 });
  expect(names(due())).toEqual(["first", "done now", "late"]);
  expect(names(due({ from: now - 2 * HOUR }))).toEqual(["done now", "late"]);
});

test("PI12: of the same moment the more important comes first; the page ends, the count does not", () => {
  for (let i = 0; i < 9; i++) add(`n${i}`, now - HOUR, { priority: i % 4 });
  expect(due({ limit: 4 })).toMatchObject({ open: 9, done: 0 });
  expect(due({ limit: 4 }).rows).toHaveLength(4);
  expect(due({ limit: 9 }).rows.map(({ priority }) => priority)).toEqual([3, 3, 2, 2, 1, 1, 0, 0, 0]);
});

test("PI12: it is counted in the index of what is open, without reading a node", () => {
  const plan = w.db
    .rows<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT count(*) FROM nodes n INDEXED BY nodes_open_by_due
        WHERE n.deleted_at IS NULL AND n.completed_at IS NULL AND n.due_at >= 1 AND n.due_at < 2`,
    )
    .map(({ detail }) => detail);
  expect(plan.join()).toContain("nodes_open_by_due (due_at>? AND due_at<?)");
});
