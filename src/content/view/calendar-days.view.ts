import { addDays, type Day, dayAt, daysBetween, shiftDays } from "../../base/days.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import type { TimeColumn } from "./time-window.view.ts";

/** A node on the calendar by one of its times; an event stands on every day that it touches. */
export interface CalendarItem {
  /** A node with a due date and an event is there twice. */
  readonly key: string;
  readonly row: NodeRow;
  readonly column: TimeColumn;
  readonly at: number;
  readonly first: Day;
  readonly last: Day;
}

/** The node by this time, or nothing where it has none. Where an event ends at midnight, that day is not its day any more (PI3). */
export function calendarItem(row: NodeRow, column: TimeColumn): CalendarItem | undefined {
  const at = row[column];
  if (at === null) return undefined;
  const end = column === "event_start" ? Math.max(at, (row.event_end ?? at) - 1) : at;
  return { key: `${row.id}:${column}`, row, column, at, first: dayAt(at), last: dayAt(end) };
}

const byTime = (a: CalendarItem, b: CalendarItem) =>
  a.first.localeCompare(b.first) ||
  daysBetween(b.first, b.last) - daysBetween(a.first, a.last) ||
  a.at - b.at ||
  a.row.name.localeCompare(b.row.name);

export const inOrder = (items: readonly CalendarItem[]): CalendarItem[] => items.toSorted(byTime);

export const onDay = (items: readonly CalendarItem[], day: Day): CalendarItem[] =>
  items.filter(({ first, last }) => first <= day && day <= last);

/** An item in the line of a week: on which of its days it begins, how many it covers, and whether it goes on at either side. */
export interface Bar {
  readonly item: CalendarItem;
  readonly start: number;
  readonly length: number;
  readonly lane: number;
  readonly goesOn: { readonly before: boolean; readonly after: boolean };
}

/** Items of one week in lanes: the earliest and longest first, each in the highest lane that is free on all of its days. */
export function weekBars(week: readonly Day[], items: readonly CalendarItem[]): Bar[] {
  const [monday, sunday] = [week[0]!, week[6]!];
  const taken: Day[] = [];
  return inOrder(items.filter(({ first, last }) => first <= sunday && last >= monday)).map((item) => {
    const from = item.first < monday ? monday : item.first;
    const to = item.last > sunday ? sunday : item.last;
    let lane = taken.findIndex((last) => last < from);
    if (lane < 0) lane = taken.length;
    taken[lane] = to;
    return {
      item,
      lane,
      start: daysBetween(monday, from),
      length: daysBetween(from, to) + 1,
      goesOn: { before: item.first < monday, after: item.last > sunday },
    };
  });
}

/** What changes when an item goes to another day: the time of the clock stays, an event keeps its length in days (PI3). Null where it cannot. */
export function movedBy(item: CalendarItem, days: number): { due_at?: number; event_start?: number; event_end?: number } | null {
  const { event_end: end } = item.row;
  if (item.column === "due_at") return { due_at: shiftDays(item.at, days) };
  if (item.column !== "event_start") return null;
  return { event_start: shiftDays(item.at, days), ...(end !== null && { event_end: shiftDays(end, days) }) };
}

/** How many days an item moves if the day that was taken hold of lands on `target`. */
export const daysTo = (item: CalendarItem, held: Day, target: Day): number => {
  const hold = held < item.first ? item.first : held > item.last ? item.last : held;
  return daysBetween(hold, target);
};

/** In what stretch the items of these days are: from their first midnight to the one after the last. */
export const afterLast = (days: readonly Day[]): Day => addDays(days.at(-1)!, 1);
