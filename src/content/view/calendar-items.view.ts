import { createMemo, mapArray } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { addDays, type Day, startOf } from "../../base/days.ts";
import { afterLast, type CalendarItem, calendarItem, inOrder, onDay } from "./calendar-days.view.ts";
import { counted, type TimeColumn, timeWindow } from "./time-window.view.ts";
import type { NodeFilter } from "./view.model.ts";

export const CALENDAR_SOURCES = ["planned", "due_at", "event_start", "modified_at", "created_at", "completed_at"] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

export const SOURCE_LABELS: Record<CalendarSource, string> = {
  planned: "Due and events",
  due_at: "Due",
  event_start: "Events",
  modified_at: "Changed",
  created_at: "Created",
  completed_at: "Completed",
};

const MOST = 1000;
/** Of each day, where a month holds more than that. */
const MOST_A_DAY = 30;
/** Events that began before what is shown and may still go on: the latest of them. */
const MOST_BEFORE = 200;

interface Asked {
  readonly filter: () => NodeFilter;
  readonly source: () => CalendarSource;
  readonly days: () => readonly Day[];
}

/** What stands on some days, live. Of very full days the first ones are known, and the number of all (PI3). */
export function createCalendarItems({ filter, source, days }: Asked) {
  const from = () => startOf(days()[0]!);
  const main = (): TimeColumn => (source() === "planned" ? "due_at" : (source() as TimeColumn));
  const hasEvents = () => source() === "planned" || source() === "event_start";
  const lists = [
    createDayLists({ filter, days, column: main, isOn: () => source() !== "event_start" }),
    createDayLists({ filter, days, column: () => "event_start", isOn: hasEvents }),
  ];
  const earlier = createMemo(() => timeWindow(filter(), "event_start", undefined, from()));
  const before = createLiveQuery(
    "node.list",
    () => (hasEvents() ? { ...earlier().filter, sort: "event_start" as const, order: "desc" as const, limit: MOST_BEFORE } : undefined),
    { keep: true },
  );
  const goingOn = () =>
    (hasEvents() ? (before.data?.rows ?? []) : [])
      .filter(earlier().keeps)
      .map((row) => calendarItem({ ...row }, "event_start"))
      .filter((item) => item !== undefined)
      .filter(({ last }) => last >= days()[0]!);
  const items = createMemo((): CalendarItem[] => inOrder([...lists.flatMap(({ items: own }) => own()), ...goingOn()]));
  const numbers = createMemo(() => {
    const found = items();
    return new Map(
      days().map((day, i) => [
        day,
        Math.max(
          onDay(found, day).length,
          lists.reduce((sum, list) => sum + list.countAt(i), 0),
        ),
      ]),
    );
  });
  return {
    items,
    countOn: (day: Day) => numbers().get(day) ?? 0,
    error: () => lists.find((list) => list.error())?.error() ?? before.error,
    /** Until the first answer about the present set. */
    loading: () => lists.some((list) => list.loading()),
  };
}

interface DayLists {
  readonly filter: () => NodeFilter;
  readonly days: () => readonly Day[];
  readonly column: () => TimeColumn;
  readonly isOn: () => boolean;
}

/** The rows of some days by one column: in one answer, or, where that is too long, by days and with their numbers. */
function createDayLists({ filter, days, column, isOn }: DayLists) {
  const bounds = () => [...days(), afterLast(days())].map(startOf);
  const within = createMemo(() => timeWindow(filter(), column(), bounds()[0], bounds().at(-1)!));
  const ordered = (set: NodeFilter, limit: number) => ({ ...set, sort: column(), order: "asc" as const, limit });
  const whole = createLiveQuery("node.list", () => (isOn() ? ordered(within().filter, MOST) : undefined), { keep: true });
  const isCapped = () => isOn() && whole.data?.next != null;
  const counts = createLiveQuery("latch.time", () =>
    isCapped() ? { ...counted(filter(), column(), bounds()[0]!, bounds().at(-1)!), column: column(), bounds: bounds() } : undefined,
  );
  const byDay = createMemo(
    mapArray(days, (day) =>
      createLiveQuery("node.list", () =>
        isCapped() ? ordered(timeWindow(filter(), column(), startOf(day), startOf(addDays(day, 1))).filter, MOST_A_DAY) : undefined,
      ),
    ),
  );
  const rows = () => (isCapped() ? byDay().flatMap(({ data }) => data?.rows ?? []) : (whole.data?.rows ?? []));
  return {
    items: createMemo((): CalendarItem[] =>
      isOn()
        ? rows()
            .filter(within().keeps)
            .map((row) => calendarItem({ ...row }, column()))
            .filter((item) => item !== undefined)
        : [],
    ),
    countAt: (index: number): number => (isCapped() ? (counts.data?.counts[index] ?? 0) : 0),
    error: () => whole.error,
    loading: () => isOn() && whole.loading && !whole.data,
  };
}
