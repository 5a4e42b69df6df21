import { For } from "solid-js";
import { AxisX, AxisY, Chart, type Frame } from "../../../app/ui/chart.tsx";
import { doublings, logarithmic } from "../../../app/ui/chart-scale.ts";
import { hoursWords } from "../plan-words.view.ts";
import { numberWords } from "./chart-words.view.ts";
import type { EstimatePoint } from "./pictures.model.ts";

const LEAST_HOURS = 0.25;
/** So near the line it is as thought. */
const NEAR = 1.25;

/** What was thought against what it took: on the line as thought, above it longer. Doublings take the same room both ways. */
export function EstimatesPicture(props: { points: readonly EstimatePoint[] }) {
  const count = (test: (ratio: number) => boolean) =>
    props.points.filter((point) => test(point.actual_hours / point.estimated_hours)).length;
  const longer = () => count((ratio) => ratio > NEAR);
  const shorter = () => count((ratio) => ratio < 1 / NEAR);
  return (
    <Chart
      label={`${props.points.length} todos: ${longer()} took longer than thought, ${shorter()} less, ${props.points.length - longer() - shorter()} about as long.`}
      height={280}
      legend={[
        {
          label: `${longer()} longer, ${shorter()} shorter, ${props.points.length - longer() - shorter()} as thought (the line)`,
          series: "done",
        },
      ]}
      table={{
        columns: ["Todo", "Thought", "Took"],
        rows: props.points.map(({ name, estimated_hours, actual_hours }) => [name, hoursWords(estimated_hours), hoursWords(actual_hours)]),
      }}
    >
      {(frame) => <Points frame={frame} points={props.points} />}
    </Chart>
  );
}

function Points(props: { frame: Frame; points: readonly EstimatePoint[] }) {
  const ticks = () => doublings(LEAST_HOURS, Math.max(2, ...props.points.flatMap((point) => [point.estimated_hours, point.actual_hours])));
  const ends = () => [ticks()[0]!, ticks().at(-1)!] as const;
  const x = () => logarithmic(ends(), [props.frame.left, props.frame.right]);
  const y = () => logarithmic(ends(), [props.frame.bottom, props.frame.top]);
  return (
    <>
      <AxisY frame={props.frame} scale={y()} ticks={ticks()} format={numberWords} />
      <AxisX frame={props.frame} scale={x()} ticks={ticks()} format={(hours) => `${numberWords(hours)} h`} />
      <line class="picture-target" x1={x()(ends()[0])} y1={y()(ends()[0])} x2={x()(ends()[1])} y2={y()(ends()[1])} />
      <For each={props.points}>
        {(point) => <circle class="picture-point" cx={x()(point.estimated_hours)} cy={y()(point.actual_hours)} r={4} />}
      </For>
    </>
  );
}
