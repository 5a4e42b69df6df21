import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { ProjectAnalysis, Recommendation } from "./insights/insights.model.ts";
import type { RhythmCell } from "./pictures/pictures.model.ts";
import type { Week } from "./planner.model.ts";
import { parseQuickAdd } from "./quick-add.model.ts";
import type { WeekReview } from "./review/review.model.ts";

const own = process.env["TZ"];
afterAll(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
});

/** Zone, Monday of a week, Monday of the next, and the first moment of both by hand: both edges of the date line, both changes of clocks, quarters of an hour. */
const CASES: readonly [zone: string, week: string, next: string, start: string, end: string, hours: number][] = [
  ["Pacific/Kiritimati", "2026-03-02", "2026-03-09", "2026-03-01T10:00Z", "2026-03-08T10:00Z", 168],
  ["Pacific/Pago_Pago", "2026-03-02", "2026-03-09", "2026-03-02T11:00Z", "2026-03-09T11:00Z", 168],
  ["Europe/Berlin", "2026-03-23", "2026-03-30", "2026-03-22T23:00Z", "2026-03-29T22:00Z", 167],
  ["Europe/Berlin", "2026-10-19", "2026-10-26", "2026-10-18T22:00Z", "2026-10-25T23:00Z", 169],
  ["Asia/Kathmandu", "2026-03-02", "2026-03-09", "2026-03-01T18:15Z", "2026-03-08T18:15Z", 168],
];
const HOUR = 3_600_000;

describe.each(CASES)("PI1, PL5, PL12: in %s, the week of %s", (zone, week, next, startsAt, endsAt, hours) => {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  let w: TestWorkspace;
  beforeEach(async () => {
    process.env["TZ"] = zone;
    w = await openTestWorkspace(dataModules);
    w.clock.now = start;
  });
  const planned = (name: string) => {
    const { id } = w.run<{ id: string }>("todo.create", { name, estimated_hours: 2 });
    w.run("todo.commit", { id, week_start_date: week });
    return id;
  };
  const finishAt = (at: number, id: string) => {
    w.clock.now = at;
    w.run("todo.update", { id, status: "done", actual_hours: 2 });
  };
  const review = (of: string, now: number) => w.query<WeekReview>("week.review", { week_start_date: of, now });

  test("the last millisecond of Sunday is in the week, the first of Monday in the next", () => {
    expect(end - start).toBe(hours * HOUR);
    finishAt(end - 1, planned("In time"));
    w.clock.now = start;
    finishAt(end, planned("Late"));
    expect(review(week, end)).toMatchObject({ is_over: true, done_hours: 2, planned_hours: 4, worked_hours: 2, is_met: false });
    expect(review(next, end)).toMatchObject({ is_over: false, worked_hours: 2, extra: [{ name: "Late" }] });
    expect(review(week, end - 1).is_over).toBe(false);
  });

  test("a streak is of the person's weeks", () => {
    finishAt(end - 1, planned("In time"));
    expect(review(week, end).streak).toBe(1);
    expect(review(next, end).streak).toBe(1);
  });

  test("the days of a week end at the person's midnight, and days to come say nothing", () => {
    finishAt(start, planned("First"));
    const at = (now: number) => w.query<Week>("week.get", { week_start_date: week, now }).days.map(({ done_hours }) => done_hours);
    expect(at(start)).toEqual([2, null, null, null, null, null, null]);
    expect(at(end - 1)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });

  test("today is due until midnight, then it was due yesterday", () => {
    const { id } = w.run<{ id: string }>("project.create", { name: "Album" });
    const { due_at } = parseQuickAdd("Mix @today", end - 1);
    expect(new Date(due_at!).getHours()).toBe(17);
    w.run("todo.create", { id: "mix", name: "Mix", project_id: id, due_at });
    const why = (now: number) =>
      w.query<Recommendation[]>("recommendations.daily", { now, limit: 20 }).find(({ todo_id }) => todo_id === "mix")!.sentence;
    expect([why(end - 1), why(end)]).toEqual(["Due today.", "Due yesterday."]);
  });

  test("a pace is read from whole weeks of the person, and hours of the week are those of the clock on the wall", () => {
    const { id } = w.run<{ id: string }>("project.create", { name: "Album" });
    const todo = w.run<{ id: string }>("todo.create", { name: "Mix", project_id: id, estimated_hours: 3 }).id;
    w.run("todo.create", { name: "Master", project_id: id, estimated_hours: 3 });
    finishAt(end - 1, todo);
    const weeks = (now: number) => w.query<ProjectAnalysis>("project.analyse", { id, now }).prediction.weeks;
    expect(weeks(end - 1)).toEqual([]);
    expect(weeks(end)).toEqual([{ week_start_date: week, hours: 3 }]);
    expect(w.query<RhythmCell[]>("activity.rhythm", { now: end })).toEqual([{ weekday: 6, hour: 23, completed: 1, hours: 3 }]);
  });
});
