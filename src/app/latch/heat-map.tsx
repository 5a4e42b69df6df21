import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { addDays, type Day, dayAt, daysBetween, firstWeekdayOf, floorTo, startOf } from "../../base/days.ts";
import "./heat-map.css";

interface HeatMapProps {
  /** Name of the picture: "Changes in the last year". */
  readonly label: string;
  /** How many on each day; days without an entry have none. */
  readonly days: ReadonlyMap<Day, number>;
  readonly from: Day;
  /** The first day that is not shown any more. */
  readonly to: Day;
  /** What is chosen now, milliseconds, `from ≤ t < to`. */
  readonly chosen?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** A day or a stretch of days was chosen: milliseconds, `from ≤ t < to`. */
  readonly onRange: (from: number, to: number) => void;
}

const WHOLE = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const COUNT = new Intl.NumberFormat();
const MONTH = new Intl.DateTimeFormat(undefined, { month: "short" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const LEVELS = [0, 1, 2, 3, 4];
const ROWS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Five steps of ink; few against many still shows, because the steps follow the logarithm. */
export const levelOf = (count: number, most: number): number =>
  count === 0 ? 0 : Math.max(1, Math.ceil((4 * Math.log2(1 + count)) / Math.log2(1 + Math.max(4, most))));

/** Days as a year is printed: weeks from left to right. A day or a stretch of them is chosen by pointer or by keys (PI7). */
export function HeatMap(props: HeatMapProps) {
  const first = firstWeekdayOf(navigator.language);
  const start = createMemo(() => floorTo("week", props.from, first));
  const weeks = createMemo(() => Math.ceil(daysBetween(start(), props.to) / 7));
  const most = createMemo(() => Math.max(0, ...props.days.values()));
  const last = () => addDays(props.to, -1);
  const [focused, setFocused] = createSignal<Day>();
  const [drag, setDrag] = createSignal<{ anchor: Day; at: Day }>();
  const current = () => focused() ?? last();
  let grid!: HTMLDivElement;
  createEffect(on(weeks, () => (grid.parentElement!.scrollLeft = grid.scrollWidth)));

  const chosen = createMemo((): { from: Day; last: Day } | undefined => {
    const drawn = drag();
    if (drawn) return drawn.anchor < drawn.at ? { from: drawn.anchor, last: drawn.at } : { from: drawn.at, last: drawn.anchor };
    const { from, to } = props.chosen ?? {};
    if (from === undefined && to === undefined) return undefined;
    return { from: from === undefined ? props.from : dayAt(from), last: to === undefined ? last() : dayAt(to - 1) };
  });
  const isChosen = (day: Day) => {
    const range = chosen();
    return range !== undefined && day >= range.from && day <= range.last;
  };
  const isShown = (day: Day) => day >= props.from && day < props.to;

  function finish(): void {
    const range = drag() && chosen();
    setDrag(undefined);
    if (range) props.onRange(startOf(range.from), startOf(addDays(range.last, 1)));
  }
  function focus(day: Day): void {
    const within = day < props.from ? props.from : day > last() ? last() : day;
    setFocused(within);
    grid.querySelector<HTMLElement>(`[data-day="${within}"]`)?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const day = current();
    const steps: Record<string, Day> = {
      ArrowLeft: addDays(day, -7),
      ArrowRight: addDays(day, 7),
      ArrowUp: addDays(day, -1),
      ArrowDown: addDays(day, 1),
      Home: props.from,
      End: last(),
    };
    const to = steps[event.key];
    if (to !== undefined) {
      const anchor = drag()?.anchor ?? day;
      focus(to);
      setDrag(event.shiftKey ? { anchor, at: current() } : undefined);
    } else if (event.key === "Enter" || event.key === " ") {
      if (!drag()) setDrag({ anchor: day, at: day });
      finish();
    } else if (event.key === "Escape" && drag()) setDrag(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const dayUnder = (event: PointerEvent): Day | undefined =>
    (document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-day]") ?? undefined)?.dataset["day"];

  function onPointerDown(event: PointerEvent): void {
    const day = dayUnder(event);
    if (!day || event.button !== 0) return;
    setFocused(day);
    setDrag({ anchor: day, at: day });
  }
  function onPointerMove(event: PointerEvent): void {
    const day = event.buttons === 1 && event.pointerType === "mouse" && drag() ? dayUnder(event) : undefined;
    if (day && isShown(day)) setDrag((now) => now && { ...now, at: day });
  }

  return (
    <figure class="heat-map">
      <div class="heat-map-scroll">
        <div
          ref={grid}
          class="heat-map-grid"
          role="grid"
          aria-label={props.label}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={finish}
          onPointerCancel={() => setDrag(undefined)}
        >
          <Months start={start()} weeks={weeks()} />
          <For each={ROWS}>
            {(row) => (
              <div class="heat-map-row" role="row">
                <span class="heat-map-weekday" role="rowheader">
                  {WEEKDAY.format(startOf(addDays(start(), row)))}
                </span>
                <For each={Array.from({ length: weeks() }, (_, week) => addDays(start(), 7 * week + row))}>
                  {(day) => (
                    <Show when={isShown(day)} fallback={<span class="heat-map-none" role="gridcell" aria-hidden="true" />}>
                      <Cell
                        day={day}
                        count={props.days.get(day) ?? 0}
                        most={most()}
                        chosen={isChosen(day)}
                        current={day === current()}
                        onFocus={() => setFocused(day)}
                      />
                    </Show>
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
      </div>
      <figcaption class="heat-map-legend" aria-hidden="true">
        Less
        <For each={LEVELS}>{(level) => <i class="heat-map-day" data-level={level} />}</For>
        More
      </figcaption>
    </figure>
  );
}

interface CellProps {
  readonly day: Day;
  readonly count: number;
  /** The most of any day. */
  readonly most: number;
  readonly chosen: boolean;
  readonly current: boolean;
  readonly onFocus: () => void;
}

/** One of hundreds: it words itself anew only if its own number changed. */
function Cell(props: CellProps) {
  const count = createMemo(() => props.count);
  const words = createMemo(() => `${WHOLE.format(startOf(props.day))}: ${COUNT.format(count())}`);
  return (
    <span
      role="gridcell"
      class="heat-map-day"
      data-day={props.day}
      data-level={levelOf(count(), props.most)}
      data-tip={words()}
      aria-label={words()}
      aria-selected={props.chosen}
      tabindex={props.current ? 0 : -1}
      onFocus={() => props.onFocus()}
    />
  );
}

/** A month is named over the week in which it begins, if there is room before the next. */
function Months(props: { start: Day; weeks: number }) {
  const names = createMemo(() => {
    const start = props.start;
    const weeks = Array.from({ length: props.weeks }, (_, week) => addDays(start, 7 * week + 6));
    return weeks.map((day, i) => {
      const begins = i === 0 ? Number(day.slice(8)) <= 21 : day.slice(0, 7) !== weeks[i - 1]!.slice(0, 7);
      return begins ? MONTH.format(startOf(day)) : "";
    });
  });
  return (
    <div class="heat-map-months" aria-hidden="true">
      <span class="heat-map-weekday" />
      <For each={names()}>{(name) => <span>{name}</span>}</For>
    </div>
  );
}
