import { addDays, type Day, dayAt, daysBetween, startOf } from "../../base/days.ts";
import type { DueNodes, NodeRow } from "../../content/spine/spine.model.ts";

/** What wants to be done, by how soon: a done thing stays in its place until the day is over (PI12). */
export interface DueGroups {
  readonly overdue: DueGroup;
  readonly today: DueGroup;
  readonly week: DueGroup;
}
export interface DueGroup extends DueNodes {
  /** Asks for all of it: at first only a few are. */
  readonly showAll: () => void;
}
export type DueGroupName = keyof DueGroups;

/** Which stretch of time each group is, by local days. */
export function dueBounds(today: Day): Readonly<Record<DueGroupName, { readonly from?: number; readonly to: number }>> {
  const [start, tomorrow, week] = [startOf(today), startOf(addDays(today, 1)), startOf(addDays(today, 7))];
  return { overdue: { to: start }, today: { from: start, to: tomorrow }, week: { from: tomorrow, to: week } };
}

export interface AgendaDay {
  readonly day: Day;
  readonly events: NodeRow[];
}

/** Events of the next seven days, each on the first of these days that it touches. */
export function agendaOf(rows: readonly NodeRow[], today: Day): AgendaDay[] {
  const last = addDays(today, 6);
  const days = new Map<Day, NodeRow[]>();
  for (const row of rows.toSorted((a, b) => (a.event_start ?? 0) - (b.event_start ?? 0))) {
    if (row.event_start === null) continue;
    const first = dayAt(row.event_start);
    const end = dayAt(Math.max(row.event_start, (row.event_end ?? row.event_start) - 1));
    if (first > last || end < today) continue;
    const day = first < today ? today : first;
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, events]) => ({ day, events }));
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });

/** "today", "tomorrow", "3 days ago"; within the next week the weekday. */
export function dayWords(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days < 2 || days > 6) return relative.format(days, "day");
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return weekday.format(new Date(year, month - 1, date, 12));
}

const number = new Intl.NumberFormat();
export const countOf = (count: number): string => number.format(count);

/** The day in one line: what is late, what is due, what is on. */
export function glance(due: Readonly<Record<DueGroupName, Pick<DueNodes, "open">>>, agenda: readonly AgendaDay[], today: Day): string {
  const [late, now, soon] = [due.overdue.open, due.today.open, due.week.open];
  const on = agenda.find(({ day }) => day === today)?.events ?? [];
  const parts = [
    late > 0 && `${countOf(late)} overdue`,
    now > 0 && `${countOf(now)} due today`,
    on.length === 1 ? on[0]!.name : on.length > 1 && `${on.length} events today`,
    late + now === 0 && on.length === 0 && (soon > 0 ? `Nothing due today, ${countOf(soon)} this week` : "Nothing due this week"),
  ];
  return parts.filter(Boolean).join(" · ");
}
