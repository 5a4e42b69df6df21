/**
 * Days of the calendar in the local time zone. A day is written `2026-03-29`; arithmetic is done on dates, never on
 * multiples of 24 hours, because a day on which the clocks change has 23 or 25 of them (PI1).
 */
export type Day = string;

export type Unit = "day" | "week" | "month" | "year";

/** Weekdays as `Date` counts them: 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const pad = (n: number, length: number) => String(n).padStart(length, "0");
const write = (year: number, month: number, date: number): Day => `${pad(year, 4)}-${pad(month + 1, 2)}-${pad(date, 2)}`;
/** Cut from the end: a year may have more than four digits. */
const numbers = (day: Day) => [Number(day.slice(0, -6)), Number(day.slice(-5, -3)), Number(day.slice(-2))] as const;

/** The day on the plain calendar, without a zone: what is added here is dates. */
function plain(day: Day): Date {
  const [year, month, date] = numbers(day);
  return new Date(Date.UTC(year, month - 1, date));
}
const writePlain = (date: Date): Day => write(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());

export function dayAt(at: number): Day {
  const date = new Date(at);
  return write(date.getFullYear(), date.getMonth(), date.getDate());
}

/** Local midnight of the day; where the clocks skip midnight, the first moment after it. */
export function startOf(day: Day): number {
  const [year, month, date] = numbers(day);
  return new Date(year, month - 1, date).getTime();
}

/** A full hour of the day by the clock on the wall, also on a day on which the clocks change. */
export function hourOf(day: Day, hour: number): number {
  const [year, month, date] = numbers(day);
  return new Date(year, month - 1, date, hour).getTime();
}

export const weekdayOf = (day: Day): Weekday => plain(day).getUTCDay() as Weekday;
export const monthOf = (day: Day): string => day.slice(0, 7);

export function addDays(day: Day, days: number): Day {
  const at = plain(day);
  at.setUTCDate(at.getUTCDate() + days);
  return writePlain(at);
}

/** The same date so many months on; the 31st becomes the last of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const at = plain(day);
  const date = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(date, last));
  return writePlain(at);
}

/** Whole days from one to the other; negative if it lies before. */
export const daysBetween = (from: Day, to: Day): number => Math.round((plain(to).getTime() - plain(from).getTime()) / 86_400_000);

/** The day on which the unit around this day begins. */
export function floorTo(unit: Unit, day: Day, firstWeekday: Weekday): Day {
  if (unit === "day") return day;
  if (unit === "week") return addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7));
  return unit === "month" ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

export function addUnits(unit: Unit, day: Day, count: number): Day {
  if (unit === "day") return addDays(day, count);
  if (unit === "week") return addDays(day, 7 * count);
  return addMonths(day, unit === "month" ? count : 12 * count);
}

/** Beginnings of all units from `from` until one begins at or after `to`: one more than there are units. */
export function unitStarts(unit: Unit, from: Day, to: Day, firstWeekday: Weekday): Day[] {
  const starts = [floorTo(unit, from, firstWeekday)];
  while (starts.at(-1)! < to) starts.push(addUnits(unit, starts.at(-1)!, 1));
  return starts;
}

/** The weeks that a month is printed in, seven days each, from the first day of the week before or on its first. */
export function monthWeeks(month: string, firstWeekday: Weekday): Day[][] {
  const first = floorTo("week", `${month}-01`, firstWeekday);
  const next = addMonths(`${month}-01`, 1);
  const weeks: Day[][] = [];
  for (let start = first; start < next; start = addDays(start, 7)) weeks.push(weekOf(start));
  return weeks;
}

export const weekOf = (start: Day): Day[] => Array.from({ length: 7 }, (_, i) => addDays(start, i));

/** The same time of the clock so many days on. */
export function shiftDays(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  return date.getTime();
}

/** Where the week does not begin on Monday, for browsers that do not know (Unicode CLDR, weekData). */
const SUNDAY = new Set(
  "AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
    " ",
  ),
);
const SATURDAY = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));

interface WeekInfo {
  readonly firstDay: number;
}
type LocaleWithWeek = Intl.Locale & { readonly weekInfo?: WeekInfo; getWeekInfo?(): WeekInfo };

/** The day on which weeks begin where this language is spoken. */
export function firstWeekdayOf(locale: string): Weekday {
  const known = new Intl.Locale(locale) as LocaleWithWeek;
  const info = known.getWeekInfo?.() ?? known.weekInfo;
  return info ? ((info.firstDay % 7) as Weekday) : firstWeekdayByRegion(locale);
}

export function firstWeekdayByRegion(locale: string): Weekday {
  const region = new Intl.Locale(locale).maximize().region ?? "";
  return SUNDAY.has(region) ? 0 : SATURDAY.has(region) ? 6 : 1;
}
