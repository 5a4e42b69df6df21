import { createMemo, createSignal, onCleanup } from "solid-js";
import { addDays, dayAt, startOf, unitStarts } from "../../base/days.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { agendaOf, dueGroups } from "./agenda.ts";

const FEW = 5;
const MOST_PINNED = 12;
/** As many as one answer holds: what is completed cannot be left out by the database. */
const MOST_DUE = 1000;
const MOST_EVENTS = 100;
const MINUTE = 60_000;
/** A year of weeks, the present one included. */
const DAYS = 364;

/** Everything that Home shows, live, and whether all of it has arrived: it comes into the page at once (PI12). */
export function createHome() {
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), MINUTE);
  onCleanup(() => clearInterval(clock));
  const today = createMemo(() => dayAt(now()));
  const week = () => startOf(addDays(today(), 7));
  const year = createMemo(() => ({ from: addDays(today(), -DAYS), to: addDays(today(), 1) }));
  const bounds = createMemo(() => unitStarts("day", year().from, year().to, 1));

  const opened = createLiveQuery("recent.list", () => ({ limit: FEW }));
  const changed = createLiveQuery("node.list", () => ({ sort: "modified_at" as const, limit: FEW }));
  const favorites = createLiveQuery("node.list", () => ({ favorite: true, sort: "name" as const, limit: FEW }));
  const dueIn = (from: () => number | undefined, to: () => number) =>
    createLiveQuery("node.list", () => {
      const start = from();
      const time = { column: "due_at" as const, ...(start !== undefined && { from: start }), to: to() };
      return { time, sort: "due_at" as const, order: start === undefined ? ("desc" as const) : ("asc" as const), limit: MOST_DUE };
    });
  const start = () => startOf(today());
  const tomorrow = () => startOf(addDays(today(), 1));
  const due = [dueIn(() => undefined, start), dueIn(start, tomorrow), dueIn(tomorrow, week)];
  const events = createLiveQuery("node.list", () => ({
    time: { column: "event_start" as const, to: week() },
    sort: "event_start" as const,
    order: "desc" as const,
    limit: MOST_EVENTS,
  }));
  const activity = (column: "created_at" | "modified_at") =>
    createLiveQuery("latch.time", () => {
      const starts = bounds().map(startOf);
      return { column, bounds: starts, time: { column, from: starts[0]!, to: starts.at(-1)! } };
    });
  const pinned = createLiveQuery("view.list", () => ({ pinned: true, limit: MOST_PINNED }));
  const [created, edited] = [activity("created_at"), activity("modified_at")];

  return {
    now,
    today,
    year,
    pinned: () => pinned.data ?? [],
    opened: () => opened.data ?? [],
    changed: () => changed.data?.rows ?? [],
    favorites: () => favorites.data?.rows ?? [],
    due: createMemo(() =>
      dueGroups(
        due.flatMap(({ data }) => data?.rows ?? []),
        today(),
      ),
    ),
    agenda: createMemo(() => agendaOf(events.data?.rows ?? [], today())),
    /** Of a node only its first and its last change are known: the larger of both numbers is the least that happened. */
    activity: createMemo(
      () =>
        new Map(
          bounds()
            .slice(0, -1)
            .map((day, i) => [day, Math.max(created.data?.counts[i] ?? 0, edited.data?.counts[i] ?? 0)]),
        ),
    ),
    ready: () =>
      [pinned, opened, changed, favorites, ...due, events, created, edited].every(
        ({ data, error }) => data !== undefined || error !== undefined,
      ),
  };
}
