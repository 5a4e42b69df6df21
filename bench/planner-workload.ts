import { addDays, dayAt, floorTo, startOf } from "../src/base/days.ts";
import { projectId, todoId } from "./planner-data.ts";

export interface PlannerRead {
  readonly label: string;
  readonly query: string;
  readonly args: (i: number, now: number) => Record<string, unknown>;
}

export interface PlannerWrite {
  readonly label: string;
  readonly commands: (i: number, now: number) => { readonly name: string; readonly args: Record<string, unknown> }[];
}

/** Milliseconds: no operation may take longer (seed 004). */
export const PLANNER_GOAL = 50;
export const PLANNER_RUNS = 15;
export const PLANNER_WARM_UP = 2;

const read = (label: string, query: string, args: PlannerRead["args"]): PlannerRead => ({ label, query, args });
const week = (now: number, weeks = 0) => addDays(floorTo("week", dayAt(now), 1), 7 * weeks);
const tomorrow = (now: number) => startOf(addDays(dayAt(now), 1));
const OPEN = ["dumped", "matched", "refined", "confirmed", "committed"];
const some = (i: number) => projectId((i * 7) % 200);

export const PLANNER_READS: readonly PlannerRead[] = [
  read("projects with their sums", "project.list", () => ({ limit: 500 })),
  read("a project", "project.get", (i) => ({ id: some(i) })),
  read("todos of a project", "todo.list", (i) => ({ project_id: some(i), limit: 1000 })),
  read("todos of the largest project", "todo.list", () => ({ project_id: projectId(0), limit: 1000 })),
  read("inbox", "todo.list", () => ({ status: ["dumped"], limit: 500 })),
  read("due today", "todo.list", (_, now) => ({ status: OPEN, due_before: tomorrow(now), limit: 100 })),
  read("done today", "todo.list", (_, now) => ({ status: ["done"], completed_after: startOf(dayAt(now)), limit: 100 })),
  read("ready to plan", "todo.list", () => ({ status: ["matched", "refined", "confirmed"], limit: 200 })),
  read("todos by stage", "todo.stages", () => ({})),
  read("a todo", "todo.get", (i) => ({ id: todoId(i * 101) })),
  read("the running timer", "todo.running", () => ({})),
  read("this week", "week.get", (_, now) => ({ week_start_date: week(now), now })),
  read("review of the last week", "week.review", (_, now) => ({ week_start_date: week(now, -1), now })),
  read("what happened", "activity.list", () => ({ limit: 30 })),
  read("analysis of a project", "project.analyse", (i, now) => ({ id: some(i), now })),
  read("analysis of the largest project", "project.analyse", (_, now) => ({ id: projectId(0), now })),
  read("summary of a project, a year", "project.summary", (i, now) => ({ id: some(i), now, timeframe: "year" })),
  read("recommendations", "recommendations.daily", (_, now) => ({ now, limit: 12 })),
  read("rules and where they apply", "rule.list", (_, now) => ({ now })),
  read("what was learned about estimates", "estimation.list", () => ({})),
  read("picture: burn-up of the largest project", "project.burnUp", (_, now) => ({ id: projectId(0), now })),
  read("picture: flow of stages, half a year", "todo.flow", (_, now) => ({ now, weeks: 26 })),
  read("picture: projects", "project.bubbles", (_, now) => ({ now })),
  read("picture: estimates", "estimation.points", () => ({ limit: 300 })),
  read("picture: hours of the week", "activity.rhythm", (_, now) => ({ now })),
];

const write = (label: string, commands: PlannerWrite["commands"]): PlannerWrite => ({ label, commands });

/** Each on todos of its own, in this order. */
export const PLANNER_WRITES: readonly PlannerWrite[] = [
  write("a todo from one line", (i) => [
    { name: "todo.quickAdd", args: { id: `bench-${i}`, text: `Thank the choir ${i} #mix @fri ~2h !high >Project ${i}` } },
  ]),
  write("a new todo among hundreds of its name", (i) => [{ name: "todo.create", args: { id: `same-${i}`, name: "New todo" } }]),
  write("it gets its own name", (i) => [{ name: "todo.update", args: { id: `same-${i}`, name: `Own name ${i}` } }]),
  write("matched to the largest project", (i) => [{ name: "todo.update", args: { id: `same-${i}`, project_id: projectId(0) } }]),
  write("estimated", (i) => [{ name: "todo.update", args: { id: `same-${i}`, estimated_hours: 2 } }]),
  write("planned into the week", (i, now) => [{ name: "todo.commit", args: { id: `same-${i}`, week_start_date: week(now) } }]),
  write("timer started", (i) => [{ name: "todo.start", args: { id: `same-${i}` } }]),
  write("done", (i) => [{ name: "todo.update", args: { id: `same-${i}`, status: "done", actual_hours: 1.5 } }]),
  write("a new project", (i) => [{ name: "project.create", args: { id: `project-${i}`, name: "New project" } }]),
  write("a project changed", (i) => [{ name: "project.update", args: { id: `project-${i}`, why: "Because." } }]),
];
