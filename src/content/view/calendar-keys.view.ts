import { addDays, addMonths, type Day, floorTo, type Weekday } from "../../base/days.ts";
import type { CalendarItem } from "./calendar-days.view.ts";

interface Deps {
  readonly current: () => Day;
  readonly firstWeekday: Weekday;
  readonly itemsOn: (day: Day) => readonly CalendarItem[];
  readonly go: (day: Day) => void;
  readonly open: (item: CalendarItem) => void;
  readonly move: (item: CalendarItem, days: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrows walk the days, page keys the months; Enter opens, or goes among the items of a fuller day; Shift and an arrow move an item (PI3). */
export function createCalendarKeys({ current, firstWeekday, itemsOn, go, open, move }: Deps): (event: KeyboardEvent) => void {
  function onDayKey(event: KeyboardEvent): boolean {
    const day = current();
    const weekStart = floorTo("week", day, firstWeekday);
    const to: Record<string, Day> = {
      PageUp: addMonths(day, event.shiftKey ? -12 : -1),
      PageDown: addMonths(day, event.shiftKey ? 12 : 1),
      Home: weekStart,
      End: addDays(weekStart, 6),
    };
    if (event.key in STEPS && !event.shiftKey) go(addDays(day, STEPS[event.key]!));
    else if (event.key in to) go(to[event.key]!);
    else if (event.key === "Enter" || event.key === " ") {
      const [first, ...others] = itemsOn(day);
      if (first && others.length === 0) open(first);
      else if (first) focusItem(first.key);
    } else return false;
    return true;
  }

  function onItemKey(event: KeyboardEvent, key: string): boolean {
    const items = itemsOn(current());
    const at = items.findIndex((item) => item.key === key);
    const item = items[at];
    if (!item) return false;
    if (event.shiftKey && event.key in STEPS) move(item, STEPS[event.key]!);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = items[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next || !focusItem(next.key)) go(current());
    } else if (event.key === "Escape" || event.key === "ArrowLeft" || event.key === "ArrowRight") {
      go(addDays(current(), STEPS[event.key] ?? 0));
    } else return false;
    return true;
  }

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    // What is in the list of a full day is an ordinary list.
    if (target.closest(".popover, .calendar-more")) return;
    const key = target.closest<HTMLElement>("[data-key]")?.dataset["key"];
    if (!(key ? onItemKey(event, key) : onDayKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Puts the focus on an item if it is drawn; answers whether it is. */
export function focusItem(key: string): boolean {
  const element = document.querySelector<HTMLElement>(`.calendar [data-key="${CSS.escape(key)}"]`);
  element?.focus();
  return element !== null;
}
