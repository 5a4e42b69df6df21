import { createMemo } from "solid-js";
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
/** Events that began before what is shown and may still go on: the latest of them. */
const MOST_BEFORE = 200;

interface Asked {
  readonly filter: () => NodeFilter;
  readonly source: () => CalendarSource;
  readonly days: () => readonly Day[];
}

/** What stands on some days, live. Of very full days only the number is known (PI3). */
export function createCalendarItems({ filter, source, days }: Asked) {
  const from = () => startOf(days()[0]!);
  const to = () => startOf(afterLast(days()));
  const main = (): TimeColumn => (source() === "planned" ? "due_at" : (source() as TimeColumn));
  const hasEvents = () => source() === "planned" || source() === "event_start";

  const list = (column: () => TimeColumn, isOn: () => boolean, before = false) => {
    const within = createMemo(() =>
      before ? timeWindow(filter(), column(), undefined, from()) : timeWindow(filter(), column(), from(), to()),
    );
    const rows = createLiveQuery(
      "node.list",
      () =>
        isOn()
          ? {
              ...within().filter,
              sort: column(),
              order: before ? ("desc" as const) : ("asc" as const),
              limit: before ? MOST_BEFORE : MOST,
            }
          : undefined,
      { keep: true },
    );
    return { rows, within, column, isOn };
  };
  const lists = [
    list(main, () => source() !== "event_start"),
    list(() => "event_start", hasEvents),
    list(() => "event_start", hasEvents, true),
  ];
  const items = createMemo((): CalendarItem[] => {
    const first = days()[0]!;
    const found = lists.flatMap(({ rows, within, column, isOn }) =>
      isOn() ? (rows.data?.rows ?? []).filter(within().keeps).map((row) => calendarItem({ ...row }, column())) : [],
    );
    return inOrder(found.filter((item) => item !== undefined && item.last >= first) as CalendarItem[]);
  });

  const isCapped = () => lists.slice(0, 2).some(({ rows, isOn }) => isOn() && rows.data?.next != null);
  const counts = createLiveQuery("latch.time", () =>
    isCapped()
      ? { ...counted(filter(), main(), from(), to()), column: main(), bounds: [...days(), addDays(days().at(-1)!, 1)].map(startOf) }
      : undefined,
  );
  const numbers = createMemo(() => {
    const found = items();
    return new Map(days().map((day, i) => [day, Math.max(onDay(found, day).length, counts.data?.counts[i] ?? 0)]));
  });
  return {
    items,
    countOn: (day: Day) => numbers().get(day) ?? 0,
    error: () => lists.find(({ rows }) => rows.error)?.rows.error,
    /** Until the first answer about the present set. */
    loading: () => lists.some(({ rows, isOn }) => isOn() && rows.loading && !rows.data),
  };
}
