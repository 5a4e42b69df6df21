import { For, Show } from "solid-js";
import { AxisY, Chart, type Frame } from "../../app/ui/chart.tsx";
import { linear, pathOf, ticksTo } from "../../app/ui/chart-scale.ts";
import { numberWords } from "./pictures/chart-words.view.ts";
import { hoursWords } from "./plan-words.view.ts";
import type { Week } from "./planner.model.ts";
import "./pictures/pictures.css";

const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const nameOf = (day: string) => WEEKDAY.format(Date.parse(`${day}T12:00`));

/** Where the week leads, in words; nothing while it cannot be told. */
export const aheadWords = ({ ahead }: Week): string =>
  ahead === null
    ? ""
    : ahead.slow === ahead.fast
      ? ` Likely ${hoursWords(ahead.usual)} by its end.`
      : ` Likely ${hoursWords(ahead.usual)} by its end; between ${hoursWords(ahead.slow)} and ${hoursWords(ahead.fast)}, as the last weeks went.`;

/** Hours done day by day against what was planned and what the week holds, and the band that leads on (PL15). */
export function BurnUp(props: { week: Week }) {
  return (
    <section>
      <h2>How it goes</h2>
      <Show when={props.week.ahead}>
        <p class="picture-text">{aheadWords(props.week)}</p>
      </Show>
      <Chart
        label={`${hoursWords(props.week.done_hours)} of ${hoursWords(props.week.total_estimated_hours)} done; the week holds ${hoursWords(props.week.capacity_hours)}.${aheadWords(props.week)}`}
        height={200}
        legend={[
          { label: "Done", series: "done" },
          ...(props.week.ahead ? [{ label: "Between the slow and the fast weeks", series: "band" }] : []),
          { label: `Holds ${hoursWords(props.week.capacity_hours)}`, series: "watch" },
        ]}
        table={{
          columns: ["Day", "Done by its end"],
          rows: [
            ...props.week.days.map(({ day, done_hours }) => [nameOf(day), done_hours === null ? "–" : hoursWords(done_hours)]),
            ...(props.week.ahead
              ? [
                  [
                    "By its end",
                    `${hoursWords(props.week.ahead.slow)} – ${hoursWords(props.week.ahead.fast)}, likely ${hoursWords(props.week.ahead.usual)}`,
                  ],
                ]
              : []),
          ],
        }}
      >
        {(frame) => <Lines frame={frame} week={props.week} />}
      </Chart>
    </section>
  );
}

function Lines(props: { frame: Frame; week: Week }) {
  const ticks = () => ticksTo(Math.max(1, props.week.total_estimated_hours, props.week.capacity_hours));
  const x = () => linear([0, 7], [props.frame.left, props.frame.right]);
  const y = () => linear([0, ticks().at(-1)!], [props.frame.bottom, props.frame.top]);
  const known = () => props.week.days.flatMap(({ done_hours }) => (done_hours === null ? [] : [done_hours]));
  const done = () => [[x()(0), y()(0)] as const, ...known().map((hours, i) => [x()(i + 1), y()(hours)] as const)];
  const last = () => done().at(-1)!;
  const end = (hours: number) => [x()(7), y()(hours)] as const;
  return (
    <>
      <AxisY frame={props.frame} scale={y()} ticks={ticks()} format={numberWords} />
      <Show when={known().length < 7 && props.week.ahead}>
        {(ahead) => (
          <>
            <path class="picture-band" d={`${pathOf([last(), end(ahead().slow), end(ahead().fast)])} Z`} />
            <path class="picture-likely" d={pathOf([last(), end(ahead().usual)])} />
          </>
        )}
      </Show>
      <line class="picture-target" x1={x()(0)} y1={y()(0)} x2={x()(7)} y2={y()(props.week.total_estimated_hours)} />
      <line class="picture-capacity" x1={x()(0)} x2={x()(7)} y1={y()(props.week.capacity_hours)} y2={y()(props.week.capacity_hours)} />
      <path class="picture-done" d={pathOf(done())} />
      <For each={done().slice(1)}>{([cx, cy]) => <circle class="picture-dot" cx={cx} cy={cy} r={3} />}</For>
      <For each={props.week.days}>
        {({ day }, i) => (
          <text class="chart-x" x={x()(i() + 0.5)} y={props.frame.height - 6}>
            <Show when={props.frame.width > 300} fallback={nameOf(day).slice(0, 1)}>
              {nameOf(day)}
            </Show>
          </text>
        )}
      </For>
    </>
  );
}
