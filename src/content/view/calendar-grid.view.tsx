import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { Popover } from "../../app/ui/popover.tsx";
import { type Day, monthOf, startOf } from "../../base/days.ts";
import { type Bar, type CalendarItem, daysTo, onDay, weekBars } from "./calendar-days.view.ts";
import { CalendarChip } from "./calendar-item.view.tsx";

const WHOLE = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const FIRST = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

interface GridProps {
  readonly label: string;
  readonly weeks: readonly (readonly Day[])[];
  readonly month: string | undefined;
  readonly today: Day;
  readonly current: Day;
  readonly items: readonly CalendarItem[];
  readonly countOn: (day: Day) => number;
  /** Only dots, as there is no room for names: the days' lists stand below. */
  readonly compact: boolean;
  readonly onFocusDay: (day: Day) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (item: CalendarItem) => void;
  readonly onMove: (item: CalendarItem, days: number) => void;
}

/** Names under the number of a day, one beneath the other; the stylesheet has the same heights. */
const LANE = 1.5;
const HEAD = 1.875;

/** Weeks one below the other: a grid of days, walked by the arrow keys. */
export function CalendarGrid(props: GridProps) {
  const [lanes, setLanes] = createSignal(3);
  let body!: HTMLDivElement;
  function measure(): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = body.clientHeight / props.weeks.length / rem;
    setLanes(Math.max(1, Math.floor((height - HEAD) / LANE)));
  }
  onMount(() => {
    const resized = new ResizeObserver(measure);
    resized.observe(body);
    onCleanup(() => resized.disconnect());
  });
  createEffect(measure);
  return (
    <div
      class="calendar-grid"
      role="grid"
      aria-label={props.label}
      data-compact={props.compact}
      onKeyDown={(event) => props.onKeyDown(event)}
    >
      <div class="calendar-weekdays" role="row">
        <For each={props.weeks[0]}>
          {(day) => (
            <span role="columnheader" aria-label={new Intl.DateTimeFormat(undefined, { weekday: "long" }).format(startOf(day))}>
              {WEEKDAY.format(startOf(day))}
            </span>
          )}
        </For>
      </div>
      <div class="calendar-weeks" role="rowgroup" ref={body}>
        <For each={props.weeks}>{(week) => <Week {...props} week={week} lanes={props.month === undefined ? Infinity : lanes()} />}</For>
      </div>
    </div>
  );
}

function Week(props: GridProps & { week: readonly Day[]; lanes: number }) {
  const bars = createMemo(() => weekBars(props.week, props.items));
  return (
    <div class="calendar-week" role="row">
      <For each={props.week}>{(day, i) => <DayCell {...props} day={day} index={i()} bars={bars()} />}</For>
    </div>
  );
}

function DayCell(props: GridProps & { day: Day; index: number; bars: readonly Bar[]; lanes: number }) {
  const [over, setOver] = createSignal(false);
  const touching = createMemo(() => props.bars.filter(({ start, length }) => start <= props.index && props.index < start + length));
  const count = () => props.countOn(props.day);
  /** With a last line for "more" where not everything has room. */
  const room = () => (count() > touching().length || touching().some(({ lane }) => lane >= props.lanes) ? props.lanes - 1 : props.lanes);
  const shown = () => touching().filter(({ lane }) => lane < room());
  const begun = () => shown().filter(({ start }) => start === props.index);
  const hidden = () => count() - shown().length;
  let cell!: HTMLDivElement;
  onMount(() =>
    onCleanup(
      dropTargetForElements({
        element: cell,
        canDrop: ({ source }) => "item" in source.data,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          const { item, held } = source.data as unknown as { item: CalendarItem; held: Day };
          props.onMove(item, daysTo(item, held, props.day));
        },
      }),
    ),
  );
  return (
    <div
      ref={cell}
      class="calendar-day"
      role="gridcell"
      data-day={props.day}
      data-outside={props.month !== undefined && monthOf(props.day) !== props.month}
      data-over={over()}
      tabindex={props.day === props.current ? 0 : -1}
      aria-selected={props.day === props.current}
      aria-current={props.day === props.today ? "date" : undefined}
      onClick={() => props.onFocusDay(props.day)}
      onFocus={() => props.onFocusDay(props.day)}
    >
      <time class="calendar-number" dateTime={props.day} aria-hidden="true">
        {props.day.endsWith("-01") && !props.compact ? FIRST.format(startOf(props.day)) : Number(props.day.slice(8))}
      </time>
      <span class="visually-hidden">{`${WHOLE.format(startOf(props.day))}, ${itemWords(count())}`}</span>
      <Show when={!props.compact} fallback={<Dots items={onDay(props.items, props.day)} />}>
        <For each={begun()}>
          {(bar) => <PlacedItem bar={bar} onOpen={() => props.onOpen(bar.item)} isWeek={props.month === undefined} />}
        </For>
        <Show when={hidden() > 0}>
          <div class="calendar-more" ref={(element) => createEffect(() => element.style.setProperty("--lane", String(room())))}>
            <Popover
              label={`${hidden()} more on ${WHOLE.format(startOf(props.day))}`}
              class="calendar-more-button"
              face={<>{`+${hidden().toLocaleString()} more`}</>}
            >
              {(close) => (
                <DayList
                  day={props.day}
                  items={onDay(props.items, props.day)}
                  count={count()}
                  onOpen={(item) => {
                    close();
                    props.onOpen(item);
                  }}
                />
              )}
            </Popover>
          </div>
        </Show>
      </Show>
    </div>
  );
}

const itemWords = (count: number) => (count === 0 ? "nothing" : count === 1 ? "1 item" : `${count.toLocaleString()} items`);

function PlacedItem(props: { bar: Bar; onOpen: () => void; isWeek: boolean }) {
  const place = (element: HTMLElement) =>
    createEffect(() => {
      element.style.setProperty("--lane", String(props.bar.lane));
      element.style.setProperty("--days", String(props.bar.length));
    });
  return (
    <div class="calendar-place" ref={place}>
      <CalendarChip
        item={props.bar.item}
        goesOn={props.bar.goesOn}
        showsTime={props.isWeek || props.bar.item.column !== "due_at"}
        onOpen={() => props.onOpen()}
      />
    </div>
  );
}

const MOST_DOTS = 3;

function Dots(props: { items: readonly CalendarItem[] }) {
  return (
    <span class="calendar-dots" aria-hidden="true">
      <For each={props.items.slice(0, MOST_DOTS)}>{(item) => <i data-type={item.row.node_type} data-column={item.column} />}</For>
    </span>
  );
}

/** Everything on one day, with times. */
export function DayList(props: { day: Day; items: readonly CalendarItem[]; count: number; onOpen: (item: CalendarItem) => void }) {
  return (
    <section class="calendar-list" aria-label={WHOLE.format(startOf(props.day))} data-day={props.day}>
      <h3>{new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" }).format(startOf(props.day))}</h3>
      <Show when={props.items.length > 0} fallback={<p>Nothing on this day.</p>}>
        <For each={props.items}>{(item) => <CalendarChip item={item} isStop showsTime onOpen={() => props.onOpen(item)} />}</For>
      </Show>
      <Show when={props.count > props.items.length}>
        <p>and {(props.count - props.items.length).toLocaleString()} more</p>
      </Show>
    </section>
  );
}
