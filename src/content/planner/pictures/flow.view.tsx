import { For } from "solid-js";
import { AxisX, AxisY, Chart, type Frame } from "../../../app/ui/chart.tsx";
import { linear, pathOf, thinned, ticksTo } from "../../../app/ui/chart-scale.ts";
import { STAGE_WORDS } from "../plan-words.view.ts";
import { type Stage, STAGES } from "../planner.model.ts";
import { dayWords, numberWords } from "./chart-words.view.ts";
import type { FlowPoint } from "./pictures.model.ts";

const LABEL_WIDTH = 52;
/** What is done lies below, what just came in on top. */
const FROM_BELOW: readonly Stage[] = STAGES.toReversed();

const total = (counts: FlowPoint["counts"], upTo: Stage): number =>
  FROM_BELOW.slice(0, FROM_BELOW.indexOf(upTo) + 1).reduce((sum, stage) => sum + counts[stage], 0);

/** How many todos stood at each stage over time: where a band grows wider, work piles up. */
export function FlowPicture(props: { points: readonly FlowPoint[] }) {
  const now = () => props.points.at(-1)!.counts;
  return (
    <Chart
      label={`Todos by stage, now: ${STAGES.map((stage) => `${now()[stage]} ${STAGE_WORDS[stage].toLowerCase()}`).join(", ")}.`}
      height={260}
      left={42}
      legend={STAGES.map((stage) => ({ label: `${STAGE_WORDS[stage]} ${now()[stage]}`, series: stage }))}
      table={{
        columns: ["Day", ...STAGES.map((stage) => STAGE_WORDS[stage])],
        rows: props.points.map(({ at, counts }) => [dayWords(at), ...STAGES.map((stage) => counts[stage])]),
      }}
    >
      {(frame) => <Bands frame={frame} points={props.points} />}
    </Chart>
  );
}

function Bands(props: { frame: Frame; points: readonly FlowPoint[] }) {
  const ticks = () => ticksTo(Math.max(1, ...props.points.map(({ counts }) => total(counts, "dumped"))));
  const x = () => linear([props.points[0]!.at, props.points.at(-1)!.at], [props.frame.left, props.frame.right]);
  const y = () => linear([0, ticks().at(-1)!], [props.frame.bottom, props.frame.top]);
  const band = (stage: Stage): string => {
    const top = props.points.map(({ at, counts }) => [x()(at), y()(total(counts, stage))] as const);
    const bottom = props.points.map(({ at, counts }) => [x()(at), y()(total(counts, stage) - counts[stage])] as const);
    return `${pathOf([...top, ...bottom.toReversed()])} Z`;
  };
  return (
    <>
      <AxisY frame={props.frame} scale={y()} ticks={ticks()} format={numberWords} />
      <For each={FROM_BELOW}>{(stage) => <path class="picture-stage" data-series={stage} d={band(stage)} />}</For>
      <AxisX
        frame={props.frame}
        scale={x()}
        ticks={thinned(
          props.points.map(({ at }) => at),
          props.frame.right - props.frame.left,
          LABEL_WIDTH,
        )}
        format={dayWords}
      />
    </>
  );
}
