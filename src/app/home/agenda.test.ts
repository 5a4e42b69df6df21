import { expect, test } from "vitest";
import { addDays, startOf } from "../../base/days.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import { agendaOf, dayWords, dueGroups, glance } from "./agenda.ts";

const TODAY = "2026-11-21";
const at = (days: number, hour = 18) => new Date(startOf(addDays(TODAY, days))).setHours(hour);
const row = (id: string, more: Partial<NodeRow>): NodeRow =>
  ({ id, name: id, due_at: null, completed_at: null, event_start: null, event_end: null, priority: 0, ...more }) as NodeRow;
const names = (rows: readonly NodeRow[]) => rows.map(({ id }) => id);

test("PI12: overdue, today and this week by local days; what was done today stays, what was done before is gone", () => {
  const groups = dueGroups(
    [
      row("late", { due_at: at(-1, 23) }),
      row("first", { due_at: at(0, 0) }),
      row("evening", { due_at: at(0, 23), priority: 1 }),
      row("tomorrow", { due_at: at(1, 0) }),
      row("sixth", { due_at: at(6, 23) }),
      row("next week", { due_at: at(7, 0) }),
      row("done today", { due_at: at(0, 1), completed_at: at(0, 9) }),
      row("done before", { due_at: at(-3), completed_at: at(-2) }),
      row("never", {}),
    ],
    TODAY,
  );
  expect([names(groups.overdue), names(groups.today), names(groups.week)]).toEqual([
    ["late"],
    ["first", "done today", "evening"],
    ["tomorrow", "sixth"],
  ]);
});

test("PI12: events stand on the first day of these seven that they touch", () => {
  const agenda = agendaOf(
    [
      row("tonight", { event_start: at(0, 20) }),
      row("goes on", { event_start: at(-3), event_end: at(2) }),
      row("over", { event_start: at(-3), event_end: at(-1) }),
      row("ended at midnight", { event_start: at(-1), event_end: startOf(TODAY) }),
      row("sunday", { event_start: at(1, 9) }),
      row("far", { event_start: at(7, 0) }),
    ],
    TODAY,
  );
  expect(agenda.map(({ day, events }) => [day, names(events)])).toEqual([
    [TODAY, ["goes on", "tonight"]],
    [addDays(TODAY, 1), ["sunday"]],
  ]);
});

test("the day in one line", () => {
  const nothing = dueGroups([], TODAY);
  expect(glance(nothing, [], TODAY)).toBe("Nothing due this week");
  expect(glance(dueGroups([row("a", { due_at: at(2) })], TODAY), [], TODAY)).toBe("Nothing due today, 1 this week");
  const busy = dueGroups(
    [row("a", { due_at: at(-2) }), row("b", { due_at: at(0) }), row("c", { due_at: at(0), completed_at: at(0) })],
    TODAY,
  );
  expect(glance(busy, agendaOf([row("Session 5", { event_start: at(0, 10) })], TODAY), TODAY)).toBe("1 overdue · 1 due today · Session 5");
});

test("days in words", () => {
  expect([-2, -1, 0, 1, 3, 9].map((days) => dayWords(addDays(TODAY, days), TODAY))).toEqual([
    "2 days ago",
    "yesterday",
    "today",
    "tomorrow",
    "Tuesday",
    "in 9 days",
  ]);
});
