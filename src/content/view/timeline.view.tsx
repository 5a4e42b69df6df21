import { Maximize2, Minus, Plus, X } from "lucide-solid";
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { EmptyState, IconButton } from "../../app/ui/index.ts";
import { firstWeekdayOf, startOf } from "../../base/days.ts";
import { Choice } from "./choice.view.tsx";
import { TimelineRows, type TimelineColumn } from "./timeline-rows.view.tsx";
import { around, boundsOf, type Stretch, unitFor, zoomed } from "./timeline-scale.view.ts";
import { rangeWords, TimelineStrip } from "./timeline-strip.view.tsx";
import { counted, timeWindow } from "./time-window.view.ts";
import type { ViewProps } from "./view-props.view.ts";
import type { NodeFilter } from "./view.model.ts";
import "./timeline.css";

const COLUMNS: readonly { readonly value: TimelineColumn; readonly label: string }[] = [
  { value: "modified_at", label: "Changed" },
  { value: "created_at", label: "Created" },
  { value: "due_at", label: "Due" },
  { value: "event_start", label: "Events" },
];
/** The least width of a bar of the histogram. */
const BAR_PIXELS = 7;
/** Rows are asked for when the strip has come to rest. */
const REST_MS = 140;

/** When the things of a set are: a strip with how much there is, and below it the things themselves (PI9). */
export function TimelineView(props: ViewProps) {
  const firstWeekday = firstWeekdayOf(navigator.language);
  /** Kept, so that other options may change without the strip beginning anew. */
  const column = createMemo((): TimelineColumn => COLUMNS.find(({ value }) => value === props.options["dates"])?.value ?? "modified_at");
  /** The set without the stretch that is chosen here, so that the strip goes on showing what lies around it. */
  const others = createMemo((): NodeFilter => {
    const { time, ...rest } = props.filter;
    return time && time.column !== column() ? { ...rest, time } : rest;
  });
  const chosen = () => (props.filter.time?.column === column() ? props.filter.time : undefined);
  const [width, setWidth] = createSignal(0);
  const [stretch, setStretch] = createSignal<Stretch>();
  const extent = createLiveQuery("latch.time", () => ({ ...others(), column: column(), bounds: [0, 1] }));
  const whole = () => (extent.data?.min == null || extent.data.max === null ? undefined : around(extent.data.min, extent.data.max));
  createEffect(on(column, () => setStretch(undefined), { defer: true }));
  createEffect(() => {
    const all = whole();
    if (all) setStretch((now) => now ?? all);
  });

  const unit = () => unitFor(stretch()!, width(), BAR_PIXELS);
  /** Three times what is shown, so that moving the strip asks nothing until its edge is near. */
  const window = createMemo((before: { unit: string; from: number; to: number } | undefined) => {
    const shown = stretch();
    if (!shown || width() === 0) return undefined;
    if (before && before.unit === unit() && before.from <= shown.from && before.to >= shown.to) return before;
    const length = shown.to - shown.from;
    return { unit: unit(), from: shown.from - length, to: shown.to + length };
  });
  const bounds = createMemo(() => (window() ? boundsOf(window()!, unit(), firstWeekday) : []));
  const countsAt = (bounds: number[]) => ({ ...counted(others(), column(), bounds[0]!, bounds.at(-1)!), column: column(), bounds });
  const counts = createLiveQuery("latch.time", () => (bounds().length > 1 ? countsAt(bounds().map(startOf)) : undefined), {
    keep: true,
  });
  const settled = createSettled(stretch, REST_MS);
  const inSight = createLiveQuery(
    "node.count",
    () => (settled() ? timeWindow(props.filter, column(), settled()!.from, settled()!.to).filter : undefined),
    {
      keep: true,
    },
  );
  const args = () => ({
    ...timeWindow(props.filter, column(), settled()!.from, settled()!.to).filter,
    sort: column(),
    order: "asc" as const,
  });
  const choose = (range: Stretch | undefined) => props.change({ time: range && { column: column(), from: range.from, to: range.to } });
  const fit = () => {
    const all = whole();
    if (all) setStretch(all);
  };
  const zoom = (factor: number) => setStretch((now) => now && zoomed(now, 0.5, factor));

  return (
    <div class="timeline">
      <header class="timeline-head">
        <h2>{stretch() ? rangeWords(stretch()!.from, stretch()!.to) : "Timeline"}</h2>
        <Show when={chosen()}>
          <button type="button" class="chip" aria-pressed="true" onClick={() => choose(undefined)} aria-label="Show all times again">
            <span>{rangeWords(chosen()!.from ?? stretch()?.from ?? 0, chosen()!.to ?? stretch()?.to ?? 1)}</span>
            <X size={12} />
          </button>
        </Show>
        <p role="status">{inSight.data ? `${inSight.data.count.toLocaleString()} in sight` : ""}</p>
        <IconButton icon={Minus} label="Zoom out" keys="-" onClick={() => zoom(0.5)} />
        <IconButton icon={Plus} label="Zoom in" keys="+" onClick={() => zoom(2)} />
        <IconButton icon={Maximize2} label="Show all" keys="Home" onClick={fit} />
        <Choice label="Dates" value={column()} options={COLUMNS} onChange={(dates) => props.setOptions({ dates })} />
      </header>
      <Show
        when={whole() !== undefined || extent.loading}
        fallback={<EmptyState text={extent.error?.message ?? "Nothing in this set has such a date yet."} />}
      >
        <TimelineStrip
          label="Timeline. Arrow keys move it, plus and minus change its length, Shift and an arrow choose a stretch, Escape lets go of it."
          stretch={stretch() ?? { from: 0, to: 1 }}
          onStretch={setStretch}
          onWidth={setWidth}
          unit={stretch() ? unit() : "month"}
          bounds={stretch() ? bounds() : []}
          counts={stretch() && counts.data?.counts.length === bounds().length - 1 ? counts.data.counts : []}
          chosen={chosen()}
          onChoose={choose}
          onFit={fit}
        />
        <Show when={settled()}>
          <TimelineRows args={args()} column={column()} stretch={stretch() ?? settled()!} width={width()} onOpen={props.open} />
        </Show>
      </Show>
    </div>
  );
}

/** The value once it has not changed for a moment; the first one at once. */
function createSettled<T>(value: () => T | undefined, rest: number): () => T | undefined {
  const [settled, setSettled] = createSignal<T>();
  createEffect(() => {
    const next = value();
    const timer = setTimeout(() => setSettled(() => next), settled() === undefined ? 0 : rest);
    onCleanup(() => clearTimeout(timer));
  });
  return settled;
}
