import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { addDays, startOf, weekOf } from "../../base/days.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { type CalendarItem, calendarItem, daysTo, movedBy, onDay, weekBars } from "./calendar-days.view.ts";
import { timeWindow } from "./time-window.view.ts";

const HOUR = 3_600_000;
const own = process.env["TZ"];
afterAll(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
});

const NOTHING = { due_at: null, event_start: null, event_end: null, completed_at: null, created_at: 0, modified_at: 0 };
const row = (times: Partial<NodeRow>): NodeRow => ({ id: "n", name: "Night crossing", ...NOTHING, ...times }) as NodeRow;
const event = (start: number, end: number | null) => calendarItem(row({ event_start: start, event_end: end }), "event_start")!;
const at = (day: string, hour: number) => new Date(startOf(day)).setHours(hour);

describe("PI3: the days of an event", () => {
  test("every day that it touches, but not the one at whose midnight it ends", () => {
    expect(event(at("2026-11-21", 21), at("2026-11-22", 2))).toMatchObject({ first: "2026-11-21", last: "2026-11-22" });
    expect(event(at("2026-11-21", 10), startOf("2026-11-23"))).toMatchObject({ first: "2026-11-21", last: "2026-11-22" });
    expect(event(at("2026-11-21", 10), null)).toMatchObject({ first: "2026-11-21", last: "2026-11-21" });
    expect(event(at("2026-11-21", 10), at("2026-11-20", 10))).toMatchObject({ first: "2026-11-21", last: "2026-11-21" });
    expect(calendarItem(row({}), "due_at")).toBeUndefined();
  });

  test("lanes never overlap, every day of the week that an item touches is covered once", () => {
    const week = weekOf("2026-11-16");
    const span = fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 23 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const items = spans.map(([day, length, hour]): CalendarItem => {
          const start = addDays("2026-11-16", day);
          return event(at(start, hour), at(addDays(start, length), 23));
        });
        const bars = weekBars(week, items);
        const cells = bars.flatMap(({ lane, start, length }) => Array.from({ length }, (_, i) => `${lane}/${start + i}`));
        expect(new Set(cells).size).toBe(cells.length);
        for (const [i, day] of week.entries()) {
          const covered = bars.filter(({ start, length }) => start <= i && i < start + length).length;
          expect(covered).toBe(onDay(items, day).length);
        }
      }),
      { seed: 4 },
    );
  });
});

describe("PI3: moving to another day", () => {
  test("keeps the time of the clock over a change of the clocks, and the length in days", () => {
    process.env["TZ"] = "Europe/Berlin";
    const due = calendarItem(row({ due_at: at("2026-03-27", 18) }), "due_at")!;
    expect(movedBy(due, 3)).toEqual({ due_at: at("2026-03-30", 18) });
    const long = event(at("2026-10-23", 10), at("2026-10-24", 17));
    expect(movedBy(long, 2)).toEqual({ event_start: at("2026-10-25", 10), event_end: at("2026-10-26", 17) });
    expect(movedBy(long, 2)!.event_start! - long.at).toBe(49 * HOUR);
    expect(movedBy(event(at("2026-10-23", 10), null), 1)).toEqual({ event_start: at("2026-10-24", 10) });
  });

  test("what was created or changed on a day stays there", () => {
    for (const column of ["created_at", "modified_at", "completed_at"] as const)
      expect(movedBy(calendarItem(row({ [column]: at("2026-11-21", 9) }), column)!, 1)).toBeNull();
  });

  test("the day that is held lands on the target", () => {
    const tour = event(at("2026-11-16", 10), at("2026-11-20", 17));
    expect([
      daysTo(tour, "2026-11-18", "2026-11-19"),
      daysTo(tour, "2026-11-16", "2026-11-09"),
      daysTo(tour, "2026-11-30", "2026-11-20"),
    ]).toEqual([1, -7, 0]);
  });
});

describe("a stretch of time within a filter", () => {
  test("of the same column: what both allow", () => {
    const { filter, keeps } = timeWindow({ tag: "tour", time: { column: "due_at", from: 10, to: 50 } }, "due_at", 20, 80);
    expect(filter).toEqual({ tag: "tour", time: { column: "due_at", from: 20, to: 50 } });
    expect(keeps(row({ due_at: 5 }))).toBe(true);
    expect(timeWindow({}, "due_at", undefined, 80).filter.time).toEqual({ column: "due_at", to: 80 });
  });

  test("of another column: rows are asked for the filter's own time", () => {
    const { filter, keeps } = timeWindow({ time: { column: "modified_at", from: 10, to: 50 } }, "due_at", 20, 80);
    expect(filter.time).toEqual({ column: "due_at", from: 20, to: 80 });
    expect([5, 10, 49, 50].map((changed) => keeps(row({ modified_at: changed })))).toEqual([false, true, true, false]);
    expect(timeWindow({ time: { column: "completed_at" } }, "due_at", 20, 80).keeps(row({}))).toBe(false);
  });
});
