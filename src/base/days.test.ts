import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayAt,
  daysBetween,
  firstWeekdayByRegion,
  firstWeekdayOf,
  floorTo,
  monthWeeks,
  shiftDays,
  startOf,
  unitStarts,
  weekdayOf,
} from "./days.ts";

const HOUR = 3_600_000;
const own = process.env["TZ"];
afterAll(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
});

/** Zones with every oddity: half hours, changes at midnight, a day that never was, both sides of the date line. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];

describe.each(ZONES)("PI1: days in %s", (zone) => {
  test("the start of a day is in that day, and the moment before is in the day before", () => {
    process.env["TZ"] = zone;
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) }), (at) => {
        const day = dayAt(at);
        expect(dayAt(startOf(day))).toBe(day);
        expect(startOf(day)).toBeLessThanOrEqual(at);
        expect(dayAt(startOf(day) - 1) < day).toBe(true);
        expect(startOf(addDays(day, 1))).toBeGreaterThanOrEqual(at - 24 * HOUR);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("the weeks of every month: seven days each, one after the other, from the first day of the week", () => {
    process.env["TZ"] = zone;
    for (const first of [0, 1, 6] as const)
      for (let month = "2010-11-01"; month < "2013-02-01"; month = addMonths(month, 1)) {
        const weeks = monthWeeks(month.slice(0, 7), first);
        const days = weeks.flat();
        expect(weeks.length).toBeGreaterThanOrEqual(4);
        expect(weeks.length).toBeLessThanOrEqual(6);
        for (const week of weeks) expect([week.length, weekdayOf(week[0]!)]).toEqual([7, first]);
        for (let i = 1; i < days.length; i++) expect(daysBetween(days[i - 1]!, days[i]!)).toBe(1);
        expect(days).toContain(month);
        expect(days).toContain(addDays(addMonths(month, 1), -1));
      }
  });

  test("moving by days keeps the time of the clock and is taken back by the same way", () => {
    process.env["TZ"] = zone;
    const noon = startOf("2026-03-20") + 12 * HOUR;
    for (let days = -400; days <= 400; days++) {
      const moved = new Date(shiftDays(noon, days));
      expect([moved.getHours(), moved.getMinutes()]).toEqual([12, 0]);
      expect(dayAt(moved.getTime())).toBe(addDays("2026-03-20", days));
    }
  });
});

test("PI1: a day has 23 hours when the clocks go forward and 25 when they go back", () => {
  process.env["TZ"] = "Europe/Berlin";
  const hours = (day: string) => (startOf(addDays(day, 1)) - startOf(day)) / HOUR;
  expect([hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")]).toEqual([24, 23, 25]);
  const bounds = unitStarts("day", "2026-03-28", "2026-03-31", 1).map(startOf);
  expect(bounds.map((at, i) => (i ? (at - bounds[i - 1]!) / HOUR : 0))).toEqual([0, 24, 23, 24]);
  const months = unitStarts("month", "2026-10-12", "2026-11-01", 1).map(startOf);
  expect((months[1]! - months[0]!) / HOUR).toBe(31 * 24 + 1);
});

test("PI1: a day that a zone left out is a day without a moment in it", () => {
  process.env["TZ"] = "Pacific/Apia";
  expect(monthWeeks("2011-12", 1).flat()).toContain("2011-12-30");
  expect(startOf("2011-12-31") - startOf("2011-12-30")).toBeLessThanOrEqual(0);
  expect(dayAt(startOf("2011-12-31") - 1)).toBe("2011-12-29");
});

test("PI1: where midnight is skipped the day begins after it", () => {
  process.env["TZ"] = "America/Sao_Paulo";
  expect(new Date(startOf("2018-11-04")).getHours()).toBe(1);
  expect(dayAt(startOf("2018-11-04"))).toBe("2018-11-04");
  expect(addDays("2018-11-03", 1)).toBe("2018-11-04");
});

test("months are clamped to their last day, years to the 28th of February", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
  expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
  expect(addMonths("2026-01-31", -2)).toBe("2025-11-30");
});

test("units begin where they should", () => {
  expect(floorTo("week", "2026-11-21", 1)).toBe("2026-11-16");
  expect(floorTo("week", "2026-11-21", 0)).toBe("2026-11-15");
  expect(floorTo("week", "2026-11-21", 6)).toBe("2026-11-21");
  expect(floorTo("month", "2026-11-21", 1)).toBe("2026-11-01");
  expect(floorTo("year", "2026-11-21", 1)).toBe("2026-01-01");
  expect(unitStarts("week", "2026-11-18", "2026-11-30", 1)).toEqual(["2026-11-16", "2026-11-23", "2026-11-30"]);
});

test("PI2: weeks begin as the locale says, by the table where the browser does not know", () => {
  const expected = { "en-US": 0, "en-GB": 1, de: 1, "fr-FR": 1, "pt-BR": 0, "ja-JP": 0, "ar-EG": 6, "fa-IR": 6 } as const;
  for (const [locale, first] of Object.entries(expected)) {
    expect([locale, firstWeekdayByRegion(locale)]).toEqual([locale, first]);
    expect([locale, firstWeekdayOf(locale)]).toEqual([locale, first]);
  }
});
