import { createMemo, createSignal, For, untrack } from "solid-js";
import { addDays, type Day, dayAt, startOf } from "../../base/days.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Segmented } from "../ui/index.ts";
import { type Time, TIME_COLUMNS, TIME_LABELS } from "./axes.ts";
import { HeatMap } from "./heat-map.tsx";
import type { PictureProps } from "./latch-bar.tsx";
import "../ui/chip.css";

type Column = Time["column"];
/** Days shown before and after today: what was done lies behind, what is due ahead. */
const SHOWN: Record<"behind" | "ahead", readonly [number, number]> = { behind: [-363, 1], ahead: [-90, 274] };
const isAhead = (column: Column) => column === "due_at" || column === "event_start";

interface Preset {
  readonly label: string;
  /** Days from today: from … to, exclusive. */
  readonly from?: number;
  readonly to?: number;
}
const BEHIND: readonly Preset[] = [
  { label: "Today", from: 0, to: 1 },
  { label: "7 days", from: -6, to: 1 },
  { label: "30 days", from: -29, to: 1 },
  { label: "Any day" },
];
const AHEAD: readonly Preset[] = [
  { label: "Overdue", to: 0 },
  { label: "Today", from: 0, to: 1 },
  { label: "Next 7 days", from: 0, to: 7 },
  { label: "Next 30 days", from: 0, to: 30 },
  { label: "Any day" },
];

/** A year of days; a day, a stretch of them, or a range by two dates. */
export function TimePicture(props: PictureProps) {
  const today = dayAt(Date.now());
  const [column, setColumn] = createSignal<Column>(untrack(() => props.filter.time?.column ?? "modified_at"));
  const shown = createMemo(() => {
    const [from, to] = SHOWN[isAhead(column()) ? "ahead" : "behind"];
    return { from: addDays(today, from), to: addDays(today, to) };
  });
  const days = createMemo(() => {
    const all: Day[] = [];
    for (let day = shown().from; day <= shown().to; day = addDays(day, 1)) all.push(day);
    return all;
  });
  const facet = createLiveQuery("latch.time", () => ({ ...props.filter, time: undefined, column: column(), bounds: days().map(startOf) }), {
    keep: true,
  });
  const counts = createMemo(() => new Map(days().map((day, i) => [day, facet.data?.counts[i] ?? 0])));
  const chosen = () => (props.filter.time?.column === column() ? props.filter.time : undefined);

  function choose(from: number | undefined, to: number | undefined): void {
    props.change({ time: { column: column(), ...(from !== undefined && { from }), ...(to !== undefined && { to }) } });
  }
  const bound = (offset: number | undefined) => (offset === undefined ? undefined : startOf(addDays(today, offset)));
  const isOn = (preset: Preset) => chosen() !== undefined && chosen()!.from === bound(preset.from) && chosen()!.to === bound(preset.to);

  return (
    <>
      <div class="latch-tools">
        <Segmented
          label="Time of"
          options={TIME_COLUMNS.map((value) => ({ value, label: TIME_LABELS[value] }))}
          value={column()}
          onChange={setColumn}
        />
      </div>
      <div class="latch-heat">
        <HeatMap
          label={`${TIME_LABELS[column()]} by day`}
          days={counts()}
          from={shown().from}
          to={shown().to}
          chosen={chosen()}
          onRange={choose}
        />
      </div>
      <div class="latch-presets" role="group" aria-label="Ranges">
        <For each={isAhead(column()) ? AHEAD : BEHIND}>
          {(preset) => (
            <button
              type="button"
              class="chip"
              aria-pressed={isOn(preset)}
              onClick={() => (isOn(preset) ? props.change({ time: undefined }) : choose(bound(preset.from), bound(preset.to)))}
            >
              {preset.label}
            </button>
          )}
        </For>
      </div>
      <div class="latch-dates">
        <DateField
          label="From"
          day={chosen()?.from === undefined ? "" : dayAt(chosen()!.from!)}
          onDay={(day) => choose(day ? startOf(day) : undefined, chosen()?.to)}
        />
        <DateField
          label="to"
          day={chosen()?.to === undefined ? "" : dayAt(chosen()!.to! - 1)}
          onDay={(day) => choose(chosen()?.from, day ? startOf(addDays(day, 1)) : undefined)}
        />
      </div>
    </>
  );
}

function DateField(props: { label: string; day: Day; onDay: (day: Day) => void }) {
  return (
    <label>
      {props.label}
      <input type="date" value={props.day} onChange={(event) => props.onDay(event.currentTarget.value)} />
    </label>
  );
}
