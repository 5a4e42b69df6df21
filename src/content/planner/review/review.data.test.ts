import { beforeEach, describe, expect, test } from "vitest";
import { addDays, startOf } from "../../../base/days.ts";
import { type TestWorkspace, openTestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { WeekReview } from "./review.model.ts";
import { streakOf } from "./weeks-past.data.ts";

const HOUR = 3_600_000;
const WEEK = "2026-03-02";
const NEXT = "2026-03-09";
/** Ten in the morning of a day of the week: 0 is its Monday. */
const at = (day: number) => startOf(addDays(WEEK, day)) + 10 * HOUR;

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
  w.clock.now = at(0);
});

const todo = (args: object) => w.run<{ id: string }>("todo.create", { name: "Mix", ...args }).id;
const commit = (id: string, week_start_date: string | null) => w.run("todo.commit", { id, week_start_date });
const finish = (id: string, day: number, hours?: number) => {
  w.clock.now = at(day);
  w.run("todo.update", { id, status: "done", ...(hours !== undefined && { actual_hours: hours }) });
};
const review = (week = WEEK, now = at(7)) => w.query<WeekReview>("week.review", { week_start_date: week, now });
const names = (todos: readonly { name: string }[]) => todos.map(({ name }) => name);

describe("PL12: the review of a week", () => {
  test("what was planned is kept or slid; what was done besides is named; hours planned stand against hours worked", () => {
    w.run("project.create", { id: "album", name: "Album" });
    const mix = todo({ name: "Mix", project_id: "album", estimated_hours: 4 });
    const master = todo({ name: "Master", project_id: "album", estimated_hours: 2 });
    const tax = todo({ name: "Tax", estimated_hours: 6 });
    for (const id of [mix, master, tax]) commit(id, WEEK);
    finish(mix, 1, 5);
    finish(master, 2, 1);
    finish(todo({ name: "Call", estimated_hours: 1 }), 3);
    const { kept, slid, extra, goals, estimates, ...result } = review();
    expect(names(kept)).toEqual(["Mix", "Master"]);
    expect(names(slid)).toEqual(["Tax"]);
    expect(names(extra)).toEqual(["Call"]);
    expect(goals.map(({ project_name, todos, done, is_reached }) => [project_name, todos, done, is_reached])).toEqual([
      ["Album", 2, 2, true],
      [null, 1, 0, false],
    ]);
    expect(estimates).toEqual({ todos: 2, estimated_hours: 6, actual_hours: 6, off_percent: 0 });
    expect(result).toMatchObject({ planned_hours: 12, done_hours: 6, worked_hours: 6, completion_rate: 50, is_met: false, is_over: true });
  });

  test("moving on makes nothing undone: what was carried over still counts as slid, and says where it went", () => {
    const tax = todo({ name: "Tax", estimated_hours: 6 });
    commit(tax, WEEK);
    w.clock.now = at(6);
    commit(tax, NEXT);
    expect(review().slid.map(({ name, week_start_date }) => [name, week_start_date])).toEqual([["Tax", NEXT]]);
    expect(review().completion_rate).toBe(0);
    expect(review(NEXT).slid).toHaveLength(1);
    finish(tax, 8);
    expect(review(NEXT, at(14))).toMatchObject({ completion_rate: 100, is_met: true, slid: [] });
    expect(review(WEEK, at(14)).slid[0]).toMatchObject({ name: "Tax", status: "done" });
  });

  test("what was taken out of the week was not planned for it; what was done after its end slid", () => {
    const out = todo({ name: "Out" });
    commit(out, WEEK);
    commit(out, null);
    const late = todo({ name: "Late" });
    commit(late, WEEK);
    finish(late, 7);
    expect(review(WEEK, at(8))).toMatchObject({ planned_hours: 1, done_hours: 0, kept: [], is_met: false });
  });

  test("nobody planned it, nothing was done: nothing is claimed", () => {
    expect(review()).toMatchObject({
      id: null,
      planned_hours: 0,
      worked_hours: 0,
      is_met: null,
      goals: [],
      estimates: null,
      reflection: "",
      streak: 0,
    });
  });

  test("a week under way is met when it is, and not missed before its end", () => {
    commit(todo({}), WEEK);
    expect(review(WEEK, at(3))).toMatchObject({ is_over: false, is_met: null });
    expect(review(WEEK, at(7))).toMatchObject({ is_over: true, is_met: false });
  });

  test("the reflection is the text of the week: kept, found by search, taken back by undo", async () => {
    const { id } = w.run<{ id: string }>("week.reflect", { week_start_date: WEEK, text: "Mixing took twice as long." });
    expect(review()).toMatchObject({ id, reflection: "Mixing took twice as long." });
    const found = w.query<{ hits: { id: string }[] }>("search.nodes", { text: "twice as long" });
    expect(found.hits.map((hit) => hit.id)).toContain(id);
    w.run("week.reflect", { week_start_date: WEEK, text: "" });
    expect(review().reflection).toBe("");
  });

  test("a streak counts planned weeks that were met; a week without a plan neither counts nor ends it", () => {
    const week = (is_met: boolean | null) => ({
      week_start_date: WEEK,
      planned_hours: 1,
      done_hours: 1,
      worked_hours: 1,
      completion_rate: 1,
      is_met,
    });
    expect(streakOf([])).toBe(0);
    expect(streakOf([true, false, true, null, true].map(week))).toBe(2);
    expect(streakOf([true, true, null].map(week))).toBe(2);
    expect(streakOf([true, false].map(week))).toBe(0);
  });
});
