import { expect, test } from "vitest";
import { addDays, startOf } from "../../base/days.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import { agendaOf, countOf, dayWords, dueBounds, glance } from "./agenda.ts";

const TODAY = "2026-11-21";
const at = (days: number, hour = 18) => new Date(startOf(addDays(TODAY, days))).setHours(hour);
const row = (id: string, more: Partial<NodeRow>): NodeRow =>
  ({ id, name: id, due_at: null, completed_at: null, event_start: null, event_end: null, priority: 0, ...more }) as NodeRow;
const names = (rows: readonly NodeRow[]) => rows.map(({ id }) => id);

test("PI12: what is due is parted by local days: before today, today, the six days after it", () => {
  const bounds = dueBounds(TODAY);
  expect([bounds.overdue.to, bounds.today.from, bounds.week.from, bounds.week.to]).toEqual([at(0, 0), at(0, 0), at(1, 0), at(7, 0)]);
  expect(bounds.today.to).toBe(bounds.week.from);
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

test("the day in one line: what is open, however much there is", () => {
  const due = (overdue: number, today: number, week: number, done = 0) => {
    const group = (open: number) => ({ open, done, rows: [] });
    return { overdue: group(overdue), today: group(today), week: group(week) };
  };
  expect(glance(due(0, 0, 0, 2), [], TODAY)).toBe("Nothing due this week");
  expect(glance(due(0, 0, 1), [], TODAY)).toBe("Nothing due today, 1 this week");
  const agenda = agendaOf([row("Session 5", { event_start: at(0, 10) })], TODAY);
  expect(glance(due(1200, 1, 0), agenda, TODAY)).toBe(`${countOf(1200)} overdue · 1 due today · Session 5`);
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
