import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { dayAt, startOf } from "../../base/days.ts";
import { around, boundsOf, brushed, shifted, ticksOf, toTime, toX, unitFor, zoomed } from "./timeline-scale.view.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const own = process.env["TZ"];
afterAll(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
});

const stretch = fc
  .tuple(fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2050, 0, 1) }), fc.integer({ min: 3, max: 20_000 }))
  .map(([from, days]) => ({ from, to: from + days * DAY }));

describe("PI9: the strip of time", () => {
  test("a pixel is a time and back; zooming keeps the time under the pointer", () => {
    fc.assert(
      fc.property(
        stretch,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        (shown, share, factor) => {
          const at = toTime(shown, 900, share * 900);
          expect(toX(shown, 900, at)).toBeCloseTo(share * 900, 3);
          expect(Math.abs(toTime(zoomed(shown, share, factor), 900, share * 900) - at)).toBeLessThan(5);
        },
      ),
      { seed: 4 },
    );
  });

  test("it is never shorter than three days nor longer than two hundred years", () => {
    const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
    expect(zoomed(year, 0.5, 1e9).to - zoomed(year, 0.5, 1e9).from).toBe(3 * DAY);
    expect((zoomed(year, 0.5, 1e-9).to - zoomed(year, 0.5, 1e-9).from) / (365.25 * DAY)).toBeCloseTo(200, 3);
    expect(shifted(year, 1).from).toBe(year.to);
    expect(around(5, 5).from).toBeLessThan(5);
  });

  test.each(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])(
    "bounds cover it without a gap, brushes are whole units, in %s",
    (zone) => {
      process.env["TZ"] = zone;
      fc.assert(
        fc.property(stretch, fc.constantFrom("day", "week", "month", "year" as const), (shown, unit) => {
          if (unit === "day" && shown.to - shown.from > 1000 * DAY) return;
          const bounds = boundsOf(shown, unit, 1).map(startOf);
          expect(bounds[0]).toBeLessThanOrEqual(shown.from);
          expect(bounds.at(-1)).toBeGreaterThanOrEqual(shown.to);
          expect(bounds.at(-2)).toBeLessThan(shown.to);
          const range = brushed(shown.to, shown.from, unit, 1);
          expect(range).toEqual(brushed(shown.from, shown.to, unit, 1));
          expect(range.from).toBe(bounds[0]);
          expect(range.to).toBeGreaterThan(shown.to);
          expect([dayAt(range.from) <= dayAt(shown.from), new Date(range.to).getHours()]).toEqual([true, 0]);
        }),
        { seed: 4, numRuns: 60 },
      );
    },
  );

  test("a brush over the day of 23 or of 25 hours is that day", () => {
    process.env["TZ"] = "Europe/Berlin";
    for (const [day, hours] of [
      ["2026-03-29", 23],
      ["2026-10-25", 25],
    ] as const) {
      const range = brushed(startOf(day) + 5 * HOUR, startOf(day) + 9 * HOUR, "day", 1);
      expect([range.from, (range.to - range.from) / HOUR]).toEqual([startOf(day), hours]);
    }
  });

  test("bars are as fine as there is room for, names have room", () => {
    const days = (n: number) => ({ from: startOf("2026-01-01"), to: startOf("2026-01-01") + n * DAY });
    expect([30, 400, 2000, 9000].map((n) => unitFor(days(n), 1000, 4))).toEqual(["day", "week", "month", "year"]);
    for (const n of [5, 40, 200, 1000, 8000, 60_000]) {
      const ticks = ticksOf(days(n), 1000, 60, 1);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(18);
    }
  });
});
