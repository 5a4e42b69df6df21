import { ChevronLeft, ChevronRight } from "lucide-solid";
import { createEffect, createMemo, createSignal, For, Match, onCleanup, Show, Switch, untrack } from "solid-js";
import { useClient } from "../../app/data/use-client.ts";
import { createMedia } from "../../app/ui/create-media.ts";
import { Button, EmptyState, IconButton, Segmented } from "../../app/ui/index.ts";
import { addDays, addUnits, type Day, dayAt, firstWeekdayOf, floorTo, monthOf, monthWeeks, startOf, weekOf } from "../../base/days.ts";
import { type CalendarItem, onDay } from "./calendar-days.view.ts";
import { CalendarGrid, DayList } from "./calendar-grid.view.tsx";
import { CALENDAR_SOURCES, type CalendarSource, createCalendarItems, SOURCE_LABELS } from "./calendar-items.view.ts";
import { createCalendarKeys, focusItem } from "./calendar-keys.view.ts";
import { moveItem } from "./calendar-move.view.ts";
import { Choice } from "./choice.view.tsx";
import type { ViewProps } from "./view-props.view.ts";
import "./calendar.css";

const MONTH = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
const SPANS = [
  { value: "month", label: "Month" },
  { value: "week", label: "Week" },
] as const;
type Span = (typeof SPANS)[number]["value"];
const MINUTE = 60_000;
const DAY_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Any set of nodes on the days of a month or a week (PI3). */
export function CalendarView(props: ViewProps) {
  const client = useClient();
  const firstWeekday = firstWeekdayOf(navigator.language);
  const isPhone = createMedia("(max-width: 40rem)");
  const today = createToday();
  const source = (): CalendarSource => CALENDAR_SOURCES.find((known) => known === props.options["dates"]) ?? "planned";
  const span = (): Span => (props.options["span"] === "week" ? "week" : "month");
  const [current, setCurrent] = createSignal<Day>(untrack(() => dayOf(props.options["day"]) ?? today()));
  createEffect(() => {
    const given = dayOf(props.options["day"]);
    if (given) setCurrent((day) => (floorTo(span(), day, firstWeekday) === floorTo(span(), given, firstWeekday) ? day : given));
  });
  const start = createMemo(() => floorTo(span(), current(), firstWeekday));
  const month = createMemo(() => (span() === "month" ? monthOf(start()) : undefined));
  const weeks = createMemo(() => (month() ? monthWeeks(month()!, firstWeekday) : [weekOf(start())]));
  const days = createMemo(() => weeks().flat());
  const calendar = createCalendarItems({ filter: () => props.filter, source, days });
  let root!: HTMLDivElement;

  /** Shows a day; the address keeps the month, so that the link leads back to it. */
  function show(day: Day): void {
    const before = start();
    setCurrent(day);
    if (start() !== before) props.setOptions({ day: start() === floorTo(span(), today(), firstWeekday) ? undefined : start() });
  }
  function go(day: Day): void {
    show(day);
    root.querySelector<HTMLElement>(`.calendar-day[data-day="${day}"]`)?.focus();
  }
  let following: string | undefined;
  const drop = (item: CalendarItem, by: number) => void moveItem(client, item, by);
  async function move(item: CalendarItem, by: number): Promise<void> {
    if (!(await moveItem(client, item, by))) return;
    following = item.key;
    show(addDays(item.first, by));
  }
  // The item is drawn anew where it was moved to: the focus goes with it.
  createEffect(() => {
    calendar.items();
    const key = following;
    if (key) queueMicrotask(() => document.activeElement?.closest(".calendar-item") === null && focusItem(key) && (following = undefined));
  });
  const open = (item: CalendarItem) => props.open(item.row.id);
  const keys = createCalendarKeys({
    current,
    firstWeekday,
    itemsOn: (day) => onDay(calendar.items(), day),
    go,
    open,
    move: (item, by) => void move(item, by),
  });
  const title = () => (month() ? MONTH.format(startOf(start())) : weekTitle(weeks()[0]!));

  return (
    <div class="calendar" data-span={span()} ref={root}>
      <header class="calendar-head">
        <h2 aria-live="polite">{title()}</h2>
        <div class="calendar-steps">
          <IconButton icon={ChevronLeft} label={`Previous ${span()}`} onClick={() => show(addUnits(span(), start(), -1))} />
          <Button look="quiet" onClick={() => show(today())}>
            Today
          </Button>
          <IconButton icon={ChevronRight} label={`Next ${span()}`} onClick={() => show(addUnits(span(), start(), 1))} />
        </div>
        <Choice
          label="Dates"
          value={source()}
          options={CALENDAR_SOURCES.map((value) => ({ value, label: SOURCE_LABELS[value] }))}
          onChange={(dates) => props.setOptions({ dates: dates === "planned" ? undefined : dates })}
        />
        <Segmented
          label="Length"
          options={SPANS}
          value={span()}
          onChange={(value) => props.setOptions({ span: value === "month" ? undefined : value })}
        />
      </header>
      <Switch>
        <Match when={calendar.error()}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={true}>
          <CalendarGrid
            label={title()}
            weeks={weeks()}
            month={month()}
            today={today()}
            current={current()}
            items={calendar.items()}
            countOn={calendar.countOn}
            compact={isPhone()}
            onFocusDay={setCurrent}
            onKeyDown={keys}
            onOpen={open}
            onMove={drop}
          />
          <Show when={isPhone()}>
            <div class="calendar-below" onKeyDown={keys}>
              <For each={span() === "week" ? days() : [current()]}>
                {(day) => <DayList day={day} items={onDay(calendar.items(), day)} count={calendar.countOn(day)} onOpen={open} />}
              </For>
            </div>
          </Show>
          <Show when={!calendar.loading() && calendar.items().length === 0}>
            <p class="calendar-nothing" role="status">
              Nothing {month() ? "in this month" : "in this week"}.
            </p>
          </Show>
        </Match>
      </Switch>
    </div>
  );
}

const dayOf = (option: unknown): Day | undefined => (typeof option === "string" && DAY_PATTERN.test(option) ? option : undefined);

function weekTitle(week: readonly Day[]): string {
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" }).formatRange(
    startOf(week[0]!),
    startOf(week[6]!),
  );
}

/** The day of now, also after midnight. */
function createToday(): () => Day {
  const [today, setToday] = createSignal(dayAt(Date.now()));
  const clock = setInterval(() => setToday(dayAt(Date.now())), MINUTE);
  onCleanup(() => clearInterval(clock));
  return today;
}
