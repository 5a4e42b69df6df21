import { beforeEach, describe, expect, test } from "vitest";
import { addDays, startOf } from "../../../base/days.ts";
import { type TestWorkspace, openTestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { EstimatePoint, FlowPoint, ProjectBubble, ProjectBurnUp, RhythmCell } from "./pictures.model.ts";

const HOUR = 3_600_000;
const MONDAY = "2026-03-02";
/** Ten in the morning so many days after that Monday. */
const at = (day: number, hour = 10) => startOf(addDays(MONDAY, day)) + hour * HOUR;

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
  w.clock.now = at(0);
});
const todo = (args: object) => w.run<{ id: string }>("todo.create", { name: "Mix", ...args }).id;
const update = (day: number, id: string, args: object, hour = 10) => {
  w.clock.now = at(day, hour);
  w.run("todo.update", { id, ...args });
};

describe("PL13: pictures", () => {
  test("a burn-up ends at the present, and the weeks before it lack what happened since", () => {
    const id = w.run<{ id: string }>("project.create", { name: "Album" }).id;
    const [mix, master] = [todo({ project_id: id, estimated_hours: 4 }), todo({ project_id: id, estimated_hours: 6 })];
    update(3, mix, { status: "done" });
    update(9, master, { estimated_hours: 8 });
    const picture = w.query<ProjectBurnUp>("project.burnUp", { id, now: at(10) });
    expect(picture.points.map(({ done, scope }) => [done, scope])).toEqual([
      [0, 0],
      [4, 10],
      [4, 12],
    ]);
    expect(picture.points.map((point) => point.at)).toEqual([startOf(MONDAY), startOf(addDays(MONDAY, 7)), at(10)]);
    expect(picture).toMatchObject({ target: 12, pace: { slow: 4, usual: 4, fast: 4 } });
  });

  test("a project without todos has an empty burn-up; one that is gone has none", () => {
    const id = w.run<{ id: string }>("project.create", { name: "Album" }).id;
    expect(w.query("project.burnUp", { id, now: at(1) })).toMatchObject({ target: 0, pace: null });
    expect(w.query("project.burnUp", { id: "none", now: at(1) })).toBeNull();
  });

  test("stages flow: counts at the beginning of each week, what lies in the trash never counted", () => {
    const [a, b] = [todo({}), todo({})];
    update(2, a, { status: "refined" });
    const gone = todo({});
    update(8, a, { status: "done" });
    w.run("node.trash", { id: gone });
    const points = w.query<FlowPoint[]>("todo.flow", { now: at(9), weeks: 2 });
    expect(points.map(({ counts }) => [counts.dumped, counts.refined, counts.done])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 1],
    ]);
    update(9, b, { status: "done" });
    update(9, b, { status: "committed" });
    expect(w.query<FlowPoint[]>("todo.flow", { now: at(9), weeks: 1 }).at(-1)!.counts).toMatchObject({ committed: 1, done: 1 });
  });

  test("estimates against the hours it took, bubbles of active projects, hours of the week", () => {
    const id = w.run<{ id: string }>("project.create", { name: "Album" }).id;
    const mix = todo({ project_id: id, estimated_hours: 2 });
    todo({ project_id: id, estimated_hours: 6 });
    update(1, mix, { status: "done", actual_hours: 3 }, 14);
    w.run("project.create", { name: "Later", status: "paused" });
    expect(w.query<EstimatePoint[]>("estimation.points", {})).toMatchObject([{ estimated_hours: 2, actual_hours: 3 }]);
    expect(w.query<ProjectBubble[]>("project.bubbles", { now: at(1, 15) })).toMatchObject([{ name: "Album", progress: 25, health: 80 }]);
    expect(w.query<RhythmCell[]>("activity.rhythm", { now: at(2) })).toEqual([{ weekday: 1, hour: 14, completed: 1, hours: 2 }]);
    expect(w.query("activity.rhythm", { now: at(1, 13) })).toEqual([]);
  });
});
