import { For } from "solid-js";
import { Chart, type Frame } from "../../../app/ui/chart.tsx";
import { hoursWords } from "../plan-words.view.ts";
import { weekdayWords } from "./chart-words.view.ts";
import type { RhythmCell } from "./pictures.model.ts";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MARKED_HOURS = new Set([0, 6, 12, 18]);
const LEVELS = 4;

const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** When in the week things get done, hour by hour: the darker, the more. */
export function RhythmPicture(props: { cells: readonly RhythmCell[] }) {
  const best = () => props.cells.toSorted((a, b) => b.completed - a.completed)[0]!;
  return (
    <Chart
      label={`When things get done: most on ${weekdayWords(best().weekday)} at ${clock(best().hour)}, ${best().completed} in the last twelve weeks.`}
      height={7 * 22 + 40}
      left={40}
      legend={[0, 1, 2, 3, 4].map((level) => ({
        label: level === 0 ? "Nothing" : level === LEVELS ? "Most" : "",
        series: `level-${level}`,
      }))}
      table={{
        columns: ["Hour", "Done", "Hours by estimate"],
        rows: props.cells.map(({ weekday, hour, completed, hours }) => [
          `${weekdayWords(weekday)} ${clock(hour)}`,
          completed,
          hoursWords(hours),
        ]),
      }}
    >
      {(frame) => <Cells frame={frame} cells={props.cells} most={best().completed} />}
    </Chart>
  );
}

function Cells(props: { frame: Frame; cells: readonly RhythmCell[]; most: number }) {
  const width = () => (props.frame.right - props.frame.left) / 24;
  const height = () => (props.frame.bottom - props.frame.top) / 7;
  const count = (weekday: number, hour: number) =>
    props.cells.find((cell) => cell.weekday === weekday && cell.hour === hour)?.completed ?? 0;
  return (
    <For each={WEEKDAYS}>
      {(weekday) => (
        <>
          <text class="chart-y" x={props.frame.left - 6} y={props.frame.top + (weekday + 0.5) * height() + 4}>
            {weekdayWords(weekday)}
          </text>
          <For each={HOURS}>
            {(hour) => (
              <>
                <rect
                  class="picture-cell"
                  data-level={Math.ceil((LEVELS * count(weekday, hour)) / props.most)}
                  x={props.frame.left + hour * width() + 1}
                  y={props.frame.top + weekday * height() + 1}
                  width={Math.max(1, width() - 2)}
                  height={Math.max(1, height() - 2)}
                  rx={2}
                />
                {weekday === 6 && MARKED_HOURS.has(hour) && (
                  <text x={props.frame.left + hour * width()} y={props.frame.height - 6}>
                    {clock(hour)}
                  </text>
                )}
              </>
            )}
          </For>
        </>
      )}
    </For>
  );
}
