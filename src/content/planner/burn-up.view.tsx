import { For, Show } from "solid-js";
import { hoursWords } from "./plan-words.view.ts";
import type { Week } from "./planner.model.ts";

const WIDTH = 560;
const HEIGHT = 160;
const EDGE = 24;
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });

/** Hours done day by day against what was planned; the table below says the same. */
export function BurnUp(props: { week: Week }) {
  const most = () => Math.max(1, props.week.total_estimated_hours, props.week.capacity_hours);
  const x = (i: number) => EDGE + (i * (WIDTH - 2 * EDGE)) / 7;
  const y = (hours: number) => HEIGHT - EDGE - (hours * (HEIGHT - 2 * EDGE)) / most();
  const known = () => props.week.days.filter(({ done_hours }) => done_hours !== null);
  const line = () =>
    `M${x(0)},${y(0)} ${known()
      .map((day, i) => `L${x(i + 1)},${y(day.done_hours!)}`)
      .join(" ")}`;
  const name = (day: string) => WEEKDAY.format(Date.parse(`${day}T12:00`));
  return (
    <section class="burn-up">
      <h2>How it goes</h2>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${hoursWords(props.week.done_hours)} of ${hoursWords(props.week.total_estimated_hours)} done`}
      >
        <line class="burn-plan" x1={x(0)} y1={y(0)} x2={x(7)} y2={y(props.week.total_estimated_hours)} />
        <line class="burn-capacity" x1={x(0)} y1={y(props.week.capacity_hours)} x2={x(7)} y2={y(props.week.capacity_hours)} />
        <path class="burn-done" d={line()} />
        <For each={props.week.days}>
          {(day, i) => (
            <>
              <text x={x(i() + 0.5)} y={HEIGHT - 6}>
                {name(day.day)}
              </text>
              <Show when={day.done_hours !== null}>
                <circle cx={x(i() + 1)} cy={y(day.done_hours!)} r={3} />
              </Show>
            </>
          )}
        </For>
        <text class="burn-label" x={x(0)} y={y(props.week.capacity_hours) - 5}>
          holds {hoursWords(props.week.capacity_hours)}
        </text>
      </svg>
      <details class="burn-table">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th>Day</th>
              <th>Done by its end</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.week.days}>
              {(day) => (
                <tr>
                  <td>{name(day.day)}</td>
                  <td>{day.done_hours === null ? "–" : hoursWords(day.done_hours)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </details>
    </section>
  );
}
