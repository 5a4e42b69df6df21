import { addDays, dayAt, type Day } from "../../../base/days.ts";
import { isZone, momentOf, type WallTime } from "./wall-time.data.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Due is by the end of a working day, as a day in quick add is (PL6). */
const HOUR_OF_DUE = 18;

/** A date as Todoist writes it into files; null if it is empty, repeats, or is in words that are not known here. */
export function readDate(text: string, zone: string | null, writtenAt: number): number | null {
  const clean = text
    .trim()
    .toLowerCase()
    .replaceAll(",", " ")
    .replace(/\s+/g, " ")
    .replace(/\b(\d{1,2}) ?([ap]m)$/, "$1:00$2");
  const [, words = "", hour, minute, half] = /^(.*?)(?:(?: at| @)? ?(?:t|\b)(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap]m))?)?$/.exec(clean)!;
  const day = dayOf(words.trim(), dayAt(writtenAt));
  if (day === null) return null;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const time = hour === undefined ? { hour: HOUR_OF_DUE, minute: 0 } : { hour: clock(Number(hour), half), minute: Number(minute) };
  if (time.hour > 23 || time.minute > 59) return null;
  const wall: WallTime = { year, month, day: date, ...time, second: 0 };
  return momentOf(wall, hour !== undefined && zone !== null && isZone(zone) ? zone : null);
}

const clock = (hour: number, half: string | undefined): number => (half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0));

function dayOf(words: string, today: Day): Day | null {
  if (words === "today" || words === "tod") return today;
  if (words === "tomorrow" || words === "tom") return addDays(today, 1);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, first, name, year] = /^(\d{1,2}) ([a-z]{3,9})\.?(?: (\d{4}))?$/.exec(words) ?? [];
  const [, english, second, later] = /^([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?$/.exec(words) ?? [];
  const month = MONTHS.indexOf((name ?? english ?? "").slice(0, 3)) + 1;
  const date = Number(first ?? second);
  if (month === 0 || !date) return null;
  const said = year ?? later;
  if (said !== undefined) return real(Number(said), month, date);
  // Without a year it is the next one of its kind.
  const thisYear = real(Number(today.slice(0, 4)), month, date);
  return thisYear !== null && thisYear < today ? real(Number(today.slice(0, 4)) + 1, month, date) : thisYear;
}

/** Null for a day that no calendar has. */
function real(year: number, month: number, date: number): Day | null {
  const day = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(date).padStart(2, "0")].join("-");
  return month <= 12 && date <= 31 && addDays(day, 0) === day ? day : null;
}
