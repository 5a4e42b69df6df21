import { addDays, type Day, dayAt, daysBetween } from "../../base/days.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";

/** What wants to be done, by how soon: a done thing stays in its place until the day is over (PI12). */
export interface DueGroups {
  readonly overdue: NodeRow[];
  readonly today: NodeRow[];
  readonly week: NodeRow[];
}

export function dueGroups(rows: readonly NodeRow[], today: Day): DueGroups {
  const isOpen = ({ completed_at: done }: NodeRow) => done === null || dayAt(done) === today;
  const open = rows
    .filter((row) => row.due_at !== null && isOpen(row))
    .toSorted((a, b) => a.due_at! - b.due_at! || b.priority - a.priority);
  const between = (from: Day | undefined, to: Day) =>
    open.filter(({ due_at: due }) => (from === undefined || dayAt(due!) >= from) && dayAt(due!) < to);
  const tomorrow = addDays(today, 1);
  return { overdue: between(undefined, today), today: between(today, tomorrow), week: between(tomorrow, addDays(today, 7)) };
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

/** Answers end at a thousand rows: what is more is not counted. */
const COUNTED = 1000;
const number = new Intl.NumberFormat();
export const countOf = (count: number): string => `${number.format(count)}${count >= COUNTED ? "+" : ""}`;

/** The day in one line: what is late, what is due, what is on. */
export function glance(due: DueGroups, agenda: readonly AgendaDay[], today: Day): string {
  const isOpen = ({ completed_at: done }: NodeRow) => done === null;
  const [late, now, soon] = [due.overdue, due.today, due.week].map((rows) => rows.filter(isOpen).length) as [number, number, number];
  const on = agenda.find(({ day }) => day === today)?.events ?? [];
  const parts = [
    late > 0 && `${countOf(late)} overdue`,
    now > 0 && `${countOf(now)} due today`,
    on.length === 1 ? on[0]!.name : on.length > 1 && `${on.length} events today`,
    late + now === 0 && on.length === 0 && (soon > 0 ? `Nothing due today, ${countOf(soon)} this week` : "Nothing due this week"),
  ];
  return parts.filter(Boolean).join(" · ");
}
