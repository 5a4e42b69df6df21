import { createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { addUnits, dayAt, type Day, firstWeekdayOf, floorTo, startOf, type Unit } from "../../base/days.ts";
import { brushed, shifted, type Stretch, ticksOf, toTime, toX, zoomed } from "./timeline-scale.view.ts";

interface StripProps {
  readonly label: string;
  readonly stretch: Stretch;
  readonly onStretch: (stretch: Stretch) => void;
  readonly onWidth: (width: number) => void;
  readonly unit: Unit;
  /** How many in each unit; the bounds are one more. */
  readonly bounds: readonly Day[];
  readonly counts: readonly number[];
  readonly chosen: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  readonly onChoose: (range: Stretch | undefined) => void;
  readonly onFit: () => void;
}

const HEIGHT = 96;
/** The highest bar leaves the names of the months free. */
const TALLEST = 84;
const TICK_PIXELS = 64;
const WHEEL = 0.0025;
const STILL = 3;
const RANGE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

export const rangeWords = (from: number, to: number): string => RANGE.formatRange(from, to - 1);

/** How much there is, when; dragging over it chooses a stretch, wheel and keys zoom and move (PI9). */
export function TimelineStrip(props: StripProps) {
  const first = firstWeekdayOf(navigator.language);
  const [width, setWidth] = createSignal(0);
  const [brush, setBrush] = createSignal<{ a: number; b: number }>();
  const [pointed, setPointed] = createSignal<number>();
  let strip!: HTMLDivElement;
  let panFrom: number | undefined;

  onMount(() => {
    const resized = new ResizeObserver(([entry]) => {
      setWidth(entry!.contentRect.width);
      props.onWidth(entry!.contentRect.width);
    });
    resized.observe(strip);
    strip.addEventListener("wheel", onWheel, { passive: false });
    onCleanup(() => resized.disconnect());
  });

  const bars = createMemo(() => {
    const [stretch, all, bounds, counts] = [props.stretch, width(), props.bounds, props.counts];
    const most = Math.max(1, ...counts);
    return counts.flatMap((count, i) => {
      if (count === 0) return [];
      const [from, to] = [toX(stretch, all, startOf(bounds[i]!)), toX(stretch, all, startOf(bounds[i + 1]!))];
      if (to < 0 || from > all) return [];
      const height = Math.max(3, (TALLEST * Math.sqrt(count)) / Math.sqrt(most));
      return [{ x: from + 0.5, width: Math.max(1, to - from - 1), height, count, from: startOf(bounds[i]!), to: startOf(bounds[i + 1]!) }];
    });
  });
  const ticks = createMemo(() => (width() === 0 ? [] : ticksOf(props.stretch, width(), TICK_PIXELS, first)));
  const chosen = createMemo((): Stretch | undefined => {
    const drawn = brush();
    if (drawn) return brushed(drawn.a, drawn.b, props.unit, first);
    const { from, to } = props.chosen ?? {};
    if (from === undefined && to === undefined) return undefined;
    return { from: from ?? props.stretch.from, to: to ?? props.stretch.to };
  });
  const isIn = (at: number) => !chosen() || (at >= chosen()!.from && at < chosen()!.to);
  const xOf = (at: number) => Math.min(width() + 4, Math.max(-4, toX(props.stretch, width(), at)));
  const pointedBar = createMemo(() => {
    const at = pointed();
    return at === undefined ? undefined : bars().find(({ from, to }) => at >= from && at < to);
  });

  const timeAt = (event: MouseEvent) => toTime(props.stretch, width(), event.clientX - strip.getBoundingClientRect().left);
  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    strip.setPointerCapture(event.pointerId);
    if (event.shiftKey || (event.target as Element).closest(".timeline-axis")) panFrom = event.clientX;
    else setBrush({ a: timeAt(event), b: timeAt(event) });
  }
  function onPointerMove(event: PointerEvent): void {
    setPointed(timeAt(event));
    if (panFrom !== undefined) {
      props.onStretch(shifted(props.stretch, (panFrom - event.clientX) / width()));
      panFrom = event.clientX;
    } else if (brush()) setBrush((now) => now && { ...now, b: timeAt(event) });
  }
  function onPointerUp(): void {
    const drawn = brush();
    panFrom = undefined;
    setBrush(undefined);
    if (!drawn) return;
    // A press without a drag chooses the one unit, or lets go of it.
    const range = brushed(drawn.a, drawn.b, props.unit, first);
    const isPress = Math.abs(toX(props.stretch, width(), drawn.a) - toX(props.stretch, width(), drawn.b)) < STILL;
    const isSame = props.chosen?.from === range.from && props.chosen?.to === range.to;
    props.onChoose(isPress && isSame ? undefined : range);
  }
  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (sideways || event.shiftKey) return props.onStretch(shifted(props.stretch, (event.deltaX || event.deltaY) / width()));
    const share = (event.clientX - strip.getBoundingClientRect().left) / width();
    props.onStretch(zoomed(props.stretch, share, Math.exp(-event.deltaY * WHEEL)));
  }
  /** With Shift the arrows choose: a unit in the middle first, then one more at that end. */
  function extend(by: 1 | -1): void {
    const now = chosen();
    const middle = (props.stretch.from + props.stretch.to) / 2;
    if (!now) return props.onChoose(brushed(middle, middle, props.unit, first));
    const edge = (at: number) => startOf(addUnits(props.unit, floorTo(props.unit, dayAt(at), first), by));
    props.onChoose(by > 0 ? { ...now, to: edge(now.to) } : { ...now, from: edge(now.from) });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => (event.shiftKey ? extend(-1) : props.onStretch(shifted(props.stretch, -0.1))),
      ArrowRight: () => (event.shiftKey ? extend(1) : props.onStretch(shifted(props.stretch, 0.1))),
      PageUp: () => props.onStretch(shifted(props.stretch, -0.9)),
      PageDown: () => props.onStretch(shifted(props.stretch, 0.9)),
      "+": () => props.onStretch(zoomed(props.stretch, 0.5, 2)),
      "=": () => props.onStretch(zoomed(props.stretch, 0.5, 2)),
      "-": () => props.onStretch(zoomed(props.stretch, 0.5, 0.5)),
      Home: () => props.onFit(),
      Escape: () => props.onChoose(undefined),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div
      ref={strip}
      class="timeline-strip"
      role="application"
      tabindex="0"
      aria-roledescription="timeline"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setBrush(undefined)}
      onPointerLeave={() => setPointed(undefined)}
    >
      <svg class="timeline-bars" width={width()} height={HEIGHT} aria-hidden="true">
        <Show when={chosen()}>
          {(range) => (
            <rect
              class="timeline-chosen"
              x={xOf(range().from)}
              y="0"
              width={Math.max(1, xOf(range().to) - xOf(range().from))}
              height={HEIGHT}
            />
          )}
        </Show>
        <For each={bars()}>
          {(bar) => (
            <rect
              class="timeline-bar"
              data-in={isIn(bar.from)}
              x={bar.x}
              y={HEIGHT - bar.height}
              width={bar.width}
              height={bar.height}
              rx="1"
            />
          )}
        </For>
        <line class="timeline-now" x1={xOf(Date.now())} x2={xOf(Date.now())} y1="0" y2={HEIGHT} />
      </svg>
      <svg class="timeline-axis" width={width()} height="24" aria-hidden="true">
        <For each={ticks()}>
          {(tick) => (
            <g data-major={tick.isMajor}>
              <line x1={xOf(tick.at)} x2={xOf(tick.at)} y1="0" y2="5" />
              <text x={xOf(tick.at) + 3} y="16">
                {tick.label}
              </text>
            </g>
          )}
        </For>
      </svg>
      <p class="timeline-pointed" aria-hidden="true">
        <Show when={pointedBar()}>{(bar) => `${rangeWords(bar().from, bar().to)} · ${bar().count.toLocaleString()}`}</Show>
      </p>
    </div>
  );
}
