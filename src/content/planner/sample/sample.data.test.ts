import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { WorkspaceStats } from "../../spine/spine.model.ts";
import type { ProjectListed, TodoListed, Week } from "../planner.model.ts";
import { floorTo, dayAt } from "../../../base/days.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
  w.run("sample.create");
});

const counts = () => {
  const { nodes, edges, tags, has_sample } = w.query<WorkspaceStats>("workspace.stats");
  return { nodes, edges, tags, has_sample };
};
const undo = () => w.run("undo.apply", { mutation_id: w.query<{ mutation_id: string }>("undo.latest").mutation_id });
const projects = () => w.query<ProjectListed[]>("project.list");
const todosAt = (status: string) => w.query<TodoListed[]>("todo.list", { status: [status] });

test("PI8: the sample has projects under way, todos at every stage, a week that is planned, links to its notes", () => {
  w.run("project.sample");
  expect(projects().map(({ progress, todos }) => progress > 0 || todos > 0)).toEqual([true, true, true]);
  for (const stage of ["dumped", "matched", "refined", "confirmed", "committed", "done"])
    expect([stage, todosAt(stage).length > 0]).toEqual([stage, true]);
  const week = w.query<Week>("week.get", { week_start_date: floorTo("week", dayAt(w.clock.now), 1), now: w.clock.now });
  expect(week.todos.length).toBeGreaterThan(2);
  const alone = w.query<{ unresolved: string[] }>("node.links", { id: projects()[0]!.id });
  expect(alone.unresolved).toEqual([]);
  expect(w.query<{ health: number }>("project.analyse", { id: projects()[0]!.id, now: w.clock.now }).health).toBeGreaterThan(0);
});

test("PI8: nothing is learned from the hours of the sample; a second time changes nothing", () => {
  const { nodes } = w.run<{ nodes: number }>("project.sample");
  expect(w.query("estimation.list")).toEqual([]);
  const before = counts();
  expect(w.run("project.sample")).toEqual({ nodes });
  expect(counts()).toEqual(before);
});

test("PI8: all of it goes as one and comes back; what holds something of the person's own stays and is theirs", () => {
  w.run("project.sample");
  const whole = counts();
  w.run("sample.remove");
  expect(counts()).toMatchObject({ has_sample: false, nodes: {} });
  undo();
  expect(counts()).toMatchObject(whole);
  const album = projects()[0]!.id;
  const mine = w.run<{ id: string }>("todo.create", { name: "Mine", project_id: album }).id;
  w.run("sample.remove");
  expect(counts()).toMatchObject({ has_sample: false, nodes: { project: 1, todo: 1 } });
  expect(w.query("todo.get", { id: mine })).toMatchObject({ project_id: album });
});
