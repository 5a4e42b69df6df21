import { beforeEach, describe, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodeRecord } from "../spine/spine.model.ts";
import type { Activity, ProjectListed, ProjectRecord, TodoListed, TodoRecord, Week } from "./planner.model.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = "2025-12-29";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

const project = (args: object = {}) => w.run<{ id: string }>("project.create", { name: "Album", ...args }).id;
const todo = (args: object = {}) => w.run<{ id: string }>("todo.create", { name: "Mix", ...args }).id;
const update = (id: string, args: object) => w.run("todo.update", { id, ...args });
const getTodo = (id: string) => w.query<TodoRecord>("todo.get", { id });
const getProject = (id: string) => w.query<ProjectRecord>("project.get", { id });
const kinds = (project_id?: string) =>
  w
    .query<Activity[]>("activity.list", { ...(project_id && { project_id }), limit: 100 })
    .map(({ kind }) => kind)
    .toReversed();
const nested = (id: string) =>
  w.query<{ outgoing: { id: string; edge_type: string }[] }>("node.links", { id }).outgoing.map((link) => link.id);
const undo = () => w.run("undo.apply", { mutation_id: w.query<{ mutation_id: string }>("undo.latest").mutation_id });

describe("PL1: todos on their way", () => {
  test("a todo begins in the inbox; with a project it is matched, and in the graph below it", () => {
    const [album, loose] = [project(), todo()];
    const mix = todo({ project_id: album });
    expect([getTodo(loose).status, getTodo(mix).status]).toEqual(["dumped", "matched"]);
    update(loose, { project_id: album });
    expect(getTodo(loose)).toMatchObject({ status: "matched", project_name: "Album" });
    expect(new Set(nested(album))).toEqual(new Set([mix, loose]));
    const other = project({ name: "Other" });
    update(mix, { project_id: other });
    expect([nested(album), nested(other)]).toEqual([[loose], [mix]]);
  });

  test("PL3: every change of stage, estimate, hours or completion is an activity of the same mutation, and goes with its undo", () => {
    const album = project();
    const mix = todo({ project_id: album, estimated_hours: 2 });
    update(mix, { status: "refined", estimated_hours: 3 });
    update(mix, { status: "done", actual_hours: 4 });
    update(mix, { status: "committed" });
    expect(kinds(album)).toEqual(["project", "created", "estimate", "stage", "actual", "completed", "progress", "reopened", "progress"]);
    undo();
    expect(kinds(album).slice(-2)).toEqual(["completed", "progress"]);
    expect(getTodo(mix)).toMatchObject({ status: "done", completed_at: w.clock.now });
    expect(getProject(album).progress).toBe(100);
  });

  test("PL4: progress follows from the hours of the todos; without todos it is what the person says", () => {
    const album = project();
    w.run("project.update", { id: album, progress: 30 });
    expect(getProject(album).progress).toBe(30);
    const [a, b] = [todo({ project_id: album, estimated_hours: 3 }), todo({ project_id: album })];
    expect(getProject(album).progress).toBe(0);
    update(a, { status: "done" });
    expect(getProject(album).progress).toBe(75);
    w.run("node.trash", { id: b });
    expect(getProject(album).progress).toBe(100);
    w.run("node.restore", { id: b });
    expect(getProject(album).progress).toBe(75);
  });

  test("PL2: boards and tables of all types set the shared columns: a todo takes them as its own", () => {
    const mix = todo();
    w.run("node.update", { id: mix, status: "refined", priority: 3 });
    expect(getTodo(mix)).toMatchObject({ status: "refined", priority: "high" });
    w.run("node.update", { id: mix, completed_at: w.clock.now });
    expect(getTodo(mix).status).toBe("done");
    w.run("node.update", { id: mix, completed_at: null });
    expect(getTodo(mix)).toMatchObject({ status: "committed", completed_at: null });
    expect(w.try("node.update", { id: mix, status: "someday" })).toMatchObject({ ok: false, error: { type: "NoSuchStage" } });
    expect(w.query<NodeRecord>("node.get", { id: mix }).status).toBe("committed");
    const album = project();
    w.run("node.update", { id: album, status: "paused" });
    expect(getProject(album).status).toBe("paused");
  });

  test("PL6: one line makes a todo; the project is found by the beginning of its name", () => {
    const album = project({ name: "Salt Lantern" });
    const { id } = w.run<{ id: string }>("todo.quickAdd", { text: "Mix the chorus #mix ~2h !high >salt" });
    expect(getTodo(id)).toMatchObject({
      name: "Mix the chorus",
      tags: ["mix"],
      estimated_hours: 2,
      priority: "high",
      project_id: album,
      status: "matched",
    });
    const other = w.run<{ id: string; name: string }>("todo.quickAdd", { text: "Call >nobody" });
    expect([other.name, getTodo(other.id).status]).toEqual(["Call >nobody", "dumped"]);
  });

  test("the timer adds what was worked; one runs at a time, and done stops it", () => {
    const [a, b] = [todo(), todo()];
    w.run("todo.start", { id: a });
    w.clock.now += 1.5 * HOUR;
    w.run("todo.start", { id: b });
    expect(getTodo(a)).toMatchObject({ actual_hours: 1.5, timer_started_at: null });
    expect(w.query<TodoListed>("todo.running").id).toBe(b);
    w.clock.now += HOUR;
    update(b, { status: "done" });
    expect(getTodo(b)).toMatchObject({ actual_hours: 1, timer_started_at: null });
    expect(w.query("todo.running")).toBeNull();
    expect(w.run("todo.stop", { id: b })).toEqual({ id: b, actual_hours: 1 });
  });

  test("what is gone or wrong is refused in words and changes nothing", () => {
    expect(w.try("todo.update", { id: "none", status: "done" })).toMatchObject({ ok: false, error: { type: "TodoNotFound" } });
    expect(w.try("todo.create", { name: "x", project_id: "none" })).toMatchObject({ ok: false, error: { type: "ProjectNotFound" } });
    expect(w.try("todo.create", { name: "" })).toMatchObject({ ok: false });
    expect(w.try("todo.create", { name: "x", estimated_hours: -1 })).toMatchObject({ ok: false });
    expect(w.try("todo.update", { id: todo(), status: "syncing" })).toMatchObject({ ok: false, error: { type: "InvalidArguments" } });
    expect(w.try("week.plan", { week_start_date: "2026-02-30" })).toMatchObject({ ok: false });
    expect(w.try("rule.set", { id: "none", is_enabled: false })).toMatchObject({ ok: false, error: { type: "RuleNotFound" } });
    expect(w.query<TodoListed[]>("todo.list", {})).toHaveLength(1);
  });

  test("F19: one enumeration of stages, checked by the database; identifiers never come from arguments", () => {
    const mix = todo();
    expect(() =>
      w.engine.write(
        { mutationId: "m", origin: "local", at: 0 },
        () => void w.db.run("UPDATE todos SET status = 'pending' WHERE id = ?", [mix]),
      ),
    ).toThrow("CHECK");
    const name = `x'); DROP TABLE todos; --`;
    expect(getTodo(todo({ name })).name).toBe(name);
    expect(w.query<TodoListed[]>("todo.list", {})).toHaveLength(2);
  });

  test("a project that is deleted for ever leaves its todos, without it", () => {
    const album = project();
    const mix = todo({ project_id: album });
    w.run("node.trash", { id: album });
    w.run("node.purge", { id: album });
    expect(getTodo(mix)).toMatchObject({ project_id: null, status: "matched" });
  });
});

describe("PL5: weeks", () => {
  test("a todo is planned into a week, which is made when it is needed; hours and completion follow", () => {
    const [a, b] = [todo({ estimated_hours: 3 }), todo({ estimated_hours: 1 })];
    for (const id of [a, b]) w.run("todo.commit", { id, week_start_date: WEEK });
    expect([getTodo(a).status, getTodo(b).status]).toEqual(["committed", "committed"]);
    update(a, { status: "done" });
    const week = w.query<Week>("week.get", { week_start_date: WEEK, now: w.clock.now });
    expect(week).toMatchObject({ total_estimated_hours: 4, done_hours: 3, completion_rate: 75, capacity_hours: 20, overload_hours: 0 });
    expect(week.days.map(({ done_hours }) => done_hours)).toEqual([0, 0, 0, 3, null, null, null]);
    expect(new Set(nested(week.id!))).toEqual(new Set([a, b]));
    w.run("todo.commit", { id: b, week_start_date: null });
    expect(getTodo(b)).toMatchObject({ status: "confirmed", weekly_goal_id: null });
    expect(w.query<Week>("week.get", { week_start_date: WEEK, now: w.clock.now })).toMatchObject({
      total_estimated_hours: 3,
      completion_rate: 100,
    });
  });

  test("what is done cannot be taken out of a week that holds too much", () => {
    const overload = () => w.query<Week>("week.get", { week_start_date: WEEK, now: w.clock.now }).overload_hours;
    w.run("week.plan", { week_start_date: WEEK, capacity_hours: 5 });
    const [a, b] = [todo({ estimated_hours: 8 }), todo({ estimated_hours: 2 })];
    for (const id of [a, b]) w.run("todo.commit", { id, week_start_date: WEEK });
    expect(overload()).toBe(5);
    update(a, { status: "done" });
    expect(overload()).toBe(2);
    update(b, { status: "done" });
    expect(overload()).toBe(0);
  });

  test("a week that holds too much says by how many hours; the next week holds as much as this one", () => {
    w.run("week.plan", { week_start_date: WEEK, capacity_hours: 5 });
    w.run("todo.commit", { id: todo({ estimated_hours: 8 }), week_start_date: WEEK });
    expect(w.query<Week>("week.get", { week_start_date: WEEK, now: w.clock.now }).overload_hours).toBe(3);
    expect(w.query<Week>("week.get", { week_start_date: "2026-01-05", now: w.clock.now })).toMatchObject({
      id: null,
      capacity_hours: 5,
      todos: [],
    });
    expect(w.run("week.plan", { week_start_date: WEEK })).toEqual({
      id: w.query<Week>("week.get", { week_start_date: WEEK, now: w.clock.now }).id,
    });
  });
});

test("PL15: a week leads on at the pace of the slow and the fast quarter of the planned weeks before it, never beyond its plan", () => {
  const now = w.clock.now;
  const at = (day: string) => new Date(`${day}T12:00`).getTime();
  const past = (week: string, kept: number, slid: number) => {
    w.clock.now = at(week);
    for (const [hours, isKept] of [
      [kept, true],
      [slid, false],
    ] as const) {
      const id = todo({ estimated_hours: hours });
      w.run("todo.commit", { id, week_start_date: week });
      if (isKept) update(id, { status: "done" });
    }
  };
  past("2025-12-22", 14, 1);
  past("2025-12-15", 7, 1);
  past("2025-12-01", 21, 1);
  w.clock.now = at("2025-12-29");
  const ids = [2, 30].map((estimated_hours) => todo({ estimated_hours }));
  for (const id of ids) w.run("todo.commit", { id, week_start_date: WEEK });
  update(ids[0]!, { status: "done" });
  w.clock.now = now;
  // By hand: quartiles of 7, 14, 21 are 10.5, 14 and 17.5; on Thursday noon half the week is left, here what the clock says.
  const end = new Date("2026-01-05T00:00").getTime();
  const left = (end - now) / (7 * DAY);
  const by = (pace: number) => Math.round(10 * (2 + pace * left)) / 10;
  const ahead = (week_start_date: string, moment = now) => w.query<Week>("week.get", { week_start_date, now: moment }).ahead;
  expect(ahead(WEEK)).toEqual({ slow: by(10.5), usual: by(14), fast: by(17.5) });
  expect(ahead(WEEK, end)).toBeNull();
  expect(ahead("2026-01-05")).toBeNull();
  expect(ahead("2025-12-01", at("2025-12-01"))).toBeNull();
  update(ids[1]!, { estimated_hours: 3 });
  expect(ahead(WEEK)).toEqual({ slow: 5, usual: 5, fast: 5 });
});

test("F3: the sums of a project are not multiplied by anything that hangs on it", () => {
  const album = project();
  for (const estimated_hours of [1, 2, null]) todo({ project_id: album, estimated_hours });
  for (let i = 0; i < 4; i++) w.run("note.create", { name: `N${i}`, content: "[[Album]]" });
  update(todo({ project_id: album, estimated_hours: 5 }), { status: "done" });
  const [row] = w.query<ProjectListed[]>("project.list", {});
  expect(row).toMatchObject({ todos: 4, open: 3, hours_left: 4, progress: 56 });
});

test("F14: a change is written down in its own transaction, so nothing of the same second is missed", () => {
  const mix = todo();
  const since = w.db.value<number>("SELECT max(seq) FROM changes")!;
  update(mix, { status: "refined" });
  update(mix, { status: "confirmed" });
  expect(w.db.rows("SELECT table_name, op FROM changes WHERE seq > ? AND table_name = 'todos'", [since])).toHaveLength(2);
  const now = w.clock.now;
  expect(w.query<Activity[]>("activity.list", { from: now, to: now + 1, limit: 10 }).map(({ after }) => after)).toContain("confirmed");
});

test("projects stand by status, priority and due date", () => {
  project({ name: "C", priority: "low" });
  project({ name: "B", due_at: w.clock.now + 2 * DAY });
  project({ name: "A", due_at: w.clock.now + 3 * DAY });
  project({ name: "D", priority: "high" });
  w.run("project.update", { id: project({ name: "Z", priority: "high" }), status: "completed" });
  expect(w.query<ProjectListed[]>("project.list", {}).map(({ name }) => name)).toEqual(["D", "B", "A", "C", "Z"]);
  expect(w.query<ProjectListed[]>("project.list", { status: "completed" }).map(({ name }) => name)).toEqual(["Z"]);
});
