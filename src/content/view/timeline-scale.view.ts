import { addUnits, type Day, dayAt, floorTo, startOf, type Unit, type Weekday } from "../../base/days.ts";

/** What a strip of time shows: milliseconds from its left to its right edge. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The closest look is three days, the widest two hundred years. */
const SHORTEST = 3 * DAY;
const LONGEST = 200 * 365.25 * DAY;

export const toX = (stretch: Stretch, width: number, at: number): number => ((at - stretch.from) / (stretch.to - stretch.from)) * width;
export const toTime = (stretch: Stretch, width: number, x: number): number => stretch.from + (x / width) * (stretch.to - stretch.from);

/** Larger or smaller, with the time under the pixel staying where it is. */
export function zoomed(stretch: Stretch, share: number, factor: number): Stretch {
  const length = stretch.to - stretch.from;
  const next = Math.min(LONGEST, Math.max(SHORTEST, length / factor));
  const held = stretch.from + share * length;
  return { from: Math.round(held - share * next), to: Math.round(held + (1 - share) * next) };
}

export function shifted(stretch: Stretch, share: number): Stretch {
  const by = Math.round(share * (stretch.to - stretch.from));
  return { from: stretch.from + by, to: stretch.to + by };
}

/** A little more than everything from the first to the last. */
export function around(min: number, max: number): Stretch {
  const room = Math.max(SHORTEST / 2, (max - min) * 0.04);
  return { from: Math.round(min - room), to: Math.round(max + room) };
}

/** What one bar stands for: as fine as there is room for. */
export function unitFor(stretch: Stretch, width: number, leastPixels: number): Unit {
  const days = (stretch.to - stretch.from) / DAY;
  const wide = (unitDays: number) => (width / days) * unitDays >= leastPixels;
  return wide(1) ? "day" : wide(7) ? "week" : wide(30) ? "month" : "year";
}

/** Local midnights of all units that touch the stretch, as bounds for counting: one more than there are units (PI1). */
export function boundsOf(stretch: Stretch, unit: Unit, firstWeekday: Weekday): Day[] {
  const days = [floorTo(unit, dayAt(stretch.from), firstWeekday)];
  while (startOf(days.at(-1)!) < stretch.to) days.push(addUnits(unit, days.at(-1)!, 1));
  return days;
}

/** What was brushed, widened to whole units: from the beginning of the first to the end of the last (PI9). */
export function brushed(a: number, b: number, unit: Unit, firstWeekday: Weekday): Stretch {
  const first = floorTo(unit, dayAt(Math.min(a, b)), firstWeekday);
  const last = floorTo(unit, dayAt(Math.max(a, b)), firstWeekday);
  return { from: startOf(first), to: startOf(addUnits(unit, last, 1)) };
}

export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly isMajor: boolean;
}

const NAMES: Record<"day" | "month" | "year", Intl.DateTimeFormat> = {
  day: new Intl.DateTimeFormat(undefined, { day: "numeric" }),
  month: new Intl.DateTimeFormat(undefined, { month: "short" }),
  year: new Intl.DateTimeFormat(undefined, { year: "numeric" }),
};
const STEPS: readonly { readonly unit: Unit; readonly count: number; readonly days: number }[] = [
  { unit: "day", count: 1, days: 1 },
  { unit: "day", count: 7, days: 7 },
  { unit: "month", count: 1, days: 30.4 },
  { unit: "month", count: 3, days: 91.3 },
  { unit: "year", count: 1, days: 365 },
  { unit: "year", count: 5, days: 1826 },
  { unit: "year", count: 25, days: 9131 },
];

/** Marks with names, so far apart that the names have room. */
export function ticksOf(stretch: Stretch, width: number, leastPixels: number, firstWeekday: Weekday): Tick[] {
  const days = (stretch.to - stretch.from) / DAY;
  const step = STEPS.find(({ days: each }) => (width / days) * each >= leastPixels) ?? STEPS.at(-1)!;
  const floor = step.unit === "day" && step.count === 7 ? "week" : step.unit === "month" && step.count === 3 ? "year" : step.unit;
  let day = floorTo(floor, dayAt(stretch.from), firstWeekday);
  if (step.unit === "year") day = `${String(Math.floor(Number(day.slice(0, 4)) / step.count) * step.count).padStart(4, "0")}-01-01`;
  const ticks: Tick[] = [];
  for (; startOf(day) < stretch.to; day = addUnits(step.unit, day, step.count)) {
    const at = startOf(day);
    if (at >= stretch.from) ticks.push({ at, label: labelOf(day, step.unit, step.count), isMajor: isMajor(day, step.unit) });
  }
  return ticks;
}

const isMajor = (day: Day, unit: Unit) =>
  unit === "day" ? Number(day.slice(8)) <= 1 : unit === "month" ? day.slice(5, 7) === "01" : false;

function labelOf(day: Day, unit: Unit, count: number): string {
  const at = startOf(day);
  if (unit === "year" || day.endsWith("-01-01")) return NAMES.year.format(at);
  if (unit === "month") return NAMES.month.format(at);
  const month = NAMES.month.format(at);
  return day.endsWith("-01") || count > 1 ? `${NAMES.day.format(at)} ${month}` : NAMES.day.format(at);
}
