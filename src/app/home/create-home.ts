import { createMemo, createSignal, onCleanup } from "solid-js";
import { addDays, dayAt, startOf, unitStarts } from "../../base/days.ts";
import { createLiveQuery, type LiveQuery } from "../data/createLiveQuery.ts";
import type { DueNodes } from "../../content/spine/spine.model.ts";
import { agendaOf, dueBounds, type DueGroupName, type DueGroups } from "./agenda.ts";

const FEW = 5;
const MOST_PINNED = 12;
/** Of each group of what is due, until more is asked for; then as many as one answer holds. */
const FEW_DUE = 6;
const MOST_DUE = 1000;
const MOST_EVENTS = 100;
const MINUTE = 60_000;
const NONE: DueNodes = { open: 0, done: 0, rows: [] };
/** A year of weeks, the present one included. */
const DAYS = 364;

/** Everything that Home shows, live, and whether it has arrived: it comes into the page at once, the year's activity at its foot after it (PI12). */
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
  const [whole, setWhole] = createSignal<readonly DueGroupName[]>([]);
  const dueIn = (group: DueGroupName) =>
    createLiveQuery(
      "node.due",
      () => ({ ...dueBounds(today())[group], done_since: startOf(today()), limit: whole().includes(group) ? MOST_DUE : FEW_DUE }),
      { keep: true },
    );
  const due = { overdue: dueIn("overdue"), today: dueIn("today"), week: dueIn("week") };
  const groupOf = (group: DueGroupName) => ({
    ...(due[group].data ?? NONE),
    showAll: () => setWhole((known) => [...known, group]),
  });
  const events = createLiveQuery("node.list", () => ({
    time: { column: "event_start" as const, to: week() },
    sort: "event_start" as const,
    order: "desc" as const,
    limit: MOST_EVENTS,
  }));
  const pinned = createLiveQuery("view.list", () => ({ pinned: true, limit: MOST_PINNED }));
  const ready = createMemo(() => haveAnswered(pinned, opened, changed, favorites, ...Object.values(due), events));
  /** Every day of a year is counted: asked when the rest is there. */
  const activity = (column: "created_at" | "modified_at") =>
    createLiveQuery("latch.time", () => {
      if (!ready()) return;
      const starts = bounds().map(startOf);
      return { column, bounds: starts, time: { column, from: starts[0]!, to: starts.at(-1)! } };
    });
  const [created, edited] = [activity("created_at"), activity("modified_at")];

  return {
    now,
    today,
    year,
    pinned: () => pinned.data ?? [],
    opened: () => opened.data ?? [],
    changed: () => changed.data?.rows ?? [],
    favorites: () => favorites.data?.rows ?? [],
    due: (): DueGroups => ({ overdue: groupOf("overdue"), today: groupOf("today"), week: groupOf("week") }),
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
    ready,
    isCounted: () => haveAnswered(created, edited),
  };
}

const haveAnswered = (...queries: readonly LiveQuery<unknown>[]): boolean =>
  queries.every(({ data, error }) => data !== undefined || error !== undefined);
