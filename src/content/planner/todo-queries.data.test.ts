import fc from "fast-check";
import { expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { GraphMap } from "../graph/graph.model.ts";
import type { DueNodes, NodePage } from "../spine/spine.model.ts";
import type { SearchAnswer } from "../search/search.model.ts";
import { PRIORITY_RANK, type Stage, STAGES, type TodoListed, type TodoRecord } from "./planner.model.ts";
import { TODO_QUERIES_SQL } from "./todo-queries.data.ts";

const HOUR = 3_600_000;
const WEEKS = ["2025-12-22", "2025-12-29"];
const PROJECTS = ["a", "b", "c"];

let w: TestWorkspace;
const list = (filter: object = {}) => w.query<TodoListed[]>("todo.list", filter);

function fill(): void {
  for (const id of PROJECTS) w.run("project.create", { id, name: `Project ${id}` });
  const start = w.clock.now;
  for (let i = 0; i < 60; i++) {
    w.clock.now = start + (i % 7) * HOUR;
    const project_id = [null, ...PROJECTS][i % 4]!;
    const due_at = i % 3 === 0 ? null : start + (i % 10) * HOUR;
    w.run("todo.create", { id: `t${i}`, name: `T${i}`, project_id, due_at, priority: (["low", "medium", "high"] as const)[i % 3] });
    if (i % 5 === 0) w.run("todo.commit", { id: `t${i}`, week_start_date: WEEKS[i % 2]! });
    if (i % 2 === 0) w.run("todo.update", { id: `t${i}`, status: STAGES[(i / 2) % STAGES.length] });
    if (i % 19 === 0) w.run("node.trash", { id: `t${i}` });
  }
}

interface Filter {
  status?: Stage[];
  project_id?: string | null;
  weekly_goal_id?: string;
  due_before?: number;
  completed_after?: number;
}

const passes = (todo: TodoListed, filter: Filter): boolean =>
  (!filter.status || filter.status.includes(todo.status)) &&
  (filter.project_id === undefined || todo.project_id === filter.project_id) &&
  (filter.weekly_goal_id === undefined || todo.weekly_goal_id === filter.weekly_goal_id) &&
  (filter.due_before === undefined || (todo.due_at !== null && todo.due_at < filter.due_before)) &&
  (filter.completed_after === undefined || (todo.completed_at !== null && todo.completed_at >= filter.completed_after));

const order = (a: TodoListed, b: TodoListed): number =>
  (a.due_at ?? Infinity) - (b.due_at ?? Infinity) ||
  PRIORITY_RANK[b.priority] - PRIORITY_RANK[a.priority] ||
  a.created_at - b.created_at ||
  (a.id < b.id ? -1 : 1);

test("PL16: whichever index leads, a list of todos is the same as all of them, filtered and sorted by hand", async () => {
  w = await openTestWorkspace(dataModules);
  fill();
  const living = Array.from({ length: 60 }, (_, i) => w.query<TodoRecord>("todo.get", { id: `t${i}` })).filter(
    ({ deleted_at }) => deleted_at === null,
  );
  const weeks = [...new Set(living.flatMap(({ weekly_goal_id }) => (weekly_goal_id ? [weekly_goal_id] : [])))];
  expect(weeks).toHaveLength(2);
  const times = fc.integer({ min: w.clock.now - 8 * HOUR, max: w.clock.now + 10 * HOUR });
  const filters = fc.record(
    {
      status: fc.subarray([...STAGES], { minLength: 1 }),
      project_id: fc.constantFrom(null, ...PROJECTS),
      weekly_goal_id: fc.constantFrom(...weeks),
      due_before: times,
      completed_after: times,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(filters, fc.constantFrom(3, 100), (filter, limit) => {
      const wanted = living.filter((todo) => passes(todo, filter)).toSorted(order);
      expect(list({ ...filter, limit }).map(({ id }) => id)).toEqual(wanted.slice(0, limit).map(({ id }) => id));
    }),
    { numRuns: 300 },
  );
});

test("PL16: none of these statements reads all todos where an index leaves few", async () => {
  w = await openTestWorkspace(dataModules);
  const { list: whole, ...led } = TODO_QUERIES_SQL;
  const planOf = (sql: string) => {
    const parameters = sql.includes("?7") ? 7 : sql.includes("?") ? 1 : 0;
    return w.db
      .rows<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        Array.from({ length: parameters }, () => null),
      )
      .map(({ detail }) => detail);
  };
  expect(planOf(whole).join("\n")).toMatch(/SCAN t/);
  for (const name of ["listOfProject", "listOfWeek", "listDone", "listByStatus", "stagesOfProject", "due"] as const)
    expect(
      planOf(led[name]).filter((step) => /^SCAN (t|k|n)\b/.test(step)),
      name,
    ).toEqual([]);
});

test("a todo that is due stands in Home, the badge, the calendar, search and the graph; when it is done it leaves the first two", async () => {
  w = await openTestWorkspace(dataModules);
  w.run("project.create", { id: "album", name: "Salt Lantern" });
  w.run("todo.create", { id: "mix", name: "Mix the zither", project_id: "album", due_at: w.clock.now + HOUR });
  const day = { from: w.clock.now, to: w.clock.now + 24 * HOUR };
  const home = () => w.query<DueNodes>("node.due", { ...day, done_since: w.clock.now + 1, limit: 6 }).rows.map(({ id }) => id);
  const badge = () => w.query<number>("todo.due", { before: day.to });
  expect([home(), badge()]).toEqual([["mix"], 1]);
  const calendar = w.query<NodePage>("node.list", { time: { column: "due_at", ...day }, sort: "due_at" });
  expect(calendar.rows.map(({ id }) => id)).toEqual(["mix"]);
  expect(w.query<SearchAnswer>("search.nodes", { text: "zither type:todo" }).hits.map(({ id }) => id)).toEqual(["mix"]);
  const map = w.query<GraphMap>("graph.map", {});
  expect(map.nodes).toHaveLength(2);
  expect(map.edges).toHaveLength(1);
  w.run("todo.update", { id: "mix", status: "done" });
  expect([home(), badge()]).toEqual([[], 0]);
});
