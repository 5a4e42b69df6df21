import { createMemo, For, Show } from "solid-js";
import { createLiveQuery } from "../../../app/data/createLiveQuery.ts";
import { AxisX, AxisY, Chart, type Frame } from "../../../app/ui/chart.tsx";
import { linear, pathOf, thinned, ticksTo } from "../../../app/ui/chart-scale.ts";
import { hoursWords } from "../plan-words.view.ts";
import { dayWords, numberWords } from "./chart-words.view.ts";
import type { ProjectBurnUp } from "./pictures.model.ts";
import "./pictures.css";

const WEEK_MS = 604_800_000;
/** Beyond half a year ahead a band is only wide. */
const MOST_AHEAD = 26;
const LABEL_WIDTH = 52;

/** Hours done and to do, and the band between the slow and the fast pace that leads on (PL9, PL13). */
export function ProjectBurnUpPicture(props: { id: string; now: number }) {
  const picture = createLiveQuery("project.burnUp", () => ({ id: props.id, now: props.now }), { keep: true });
  return (
    <Show when={picture.data && picture.data.points.length > 1 && picture.data.target > 0 ? picture.data : undefined}>
      {(data) => <Picture data={data()} />}
    </Show>
  );
}

function Picture(props: { data: ProjectBurnUp }) {
  const last = () => props.data.points.at(-1)!;
  const left = () => Math.max(0, props.data.target - last().done);
  const ahead = createMemo(() => {
    const { pace } = props.data;
    if (!pace || left() === 0 || pace.fast === 0) return 0;
    return Math.min(MOST_AHEAD, Math.ceil(left() / (pace.slow || pace.usual || pace.fast)));
  });
  const end = () => last().at + ahead() * WEEK_MS;
  const reached = (hoursAWeek: number) => Math.min(props.data.target, last().done + hoursAWeek * ahead());
  return (
    <Chart
      label={`${hoursWords(last().done)} of ${hoursWords(props.data.target)} done. ${props.data.sentence}`}
      legend={[
        { label: "Done", series: "done" },
        { label: "To do in all", series: "scope" },
        ...(ahead() > 0 ? [{ label: "Between the slow and the fast pace", series: "band" }] : []),
      ]}
      table={{
        columns: ["Until", "Done", "To do in all"],
        rows: [
          ...props.data.points.map(({ at, done, scope }) => [dayWords(at), hoursWords(done), hoursWords(scope)]),
          ...(ahead() > 0 && props.data.pace
            ? [
                [
                  dayWords(end()),
                  `${hoursWords(reached(props.data.pace.slow))} – ${hoursWords(reached(props.data.pace.fast))}`,
                  hoursWords(props.data.target),
                ],
              ]
            : []),
        ],
      }}
    >
      {(frame) => <Lines frame={frame} data={props.data} ahead={ahead()} end={end()} />}
    </Chart>
  );
}

function Lines(props: { frame: Frame; data: ProjectBurnUp; ahead: number; end: number }) {
  const points = () => props.data.points;
  const last = () => points().at(-1)!;
  const ticks = () => ticksTo(Math.max(props.data.target, ...points().map(({ scope }) => scope)));
  const x = () => linear([points()[0]!.at, props.end], [props.frame.left, props.frame.right]);
  const y = () => linear([0, ticks().at(-1)!], [props.frame.bottom, props.frame.top]);
  /** Up to the target at a pace, then along it. */
  const way = (hoursAWeek: number): (readonly [number, number])[] => {
    const left = props.data.target - last().done;
    const arrives = hoursAWeek > 0 ? last().at + (left / hoursAWeek) * WEEK_MS : Number.POSITIVE_INFINITY;
    const start = [x()(last().at), y()(last().done)] as const;
    if (arrives >= props.end) return [start, [x()(props.end), y()(last().done + hoursAWeek * props.ahead)]];
    return [start, [x()(arrives), y()(props.data.target)], [x()(props.end), y()(props.data.target)]];
  };
  const days = () =>
    thinned([...points().map(({ at }) => at), ...(props.ahead > 0 ? [props.end] : [])], props.frame.right - props.frame.left, LABEL_WIDTH);
  return (
    <>
      <AxisY frame={props.frame} scale={y()} ticks={ticks()} format={numberWords} />
      <AxisX frame={props.frame} scale={x()} ticks={days()} format={dayWords} />
      <Show when={props.ahead > 0 && props.data.pace}>
        {(pace) => (
          <>
            <path class="picture-band" d={`${pathOf([...way(pace().slow), ...way(pace().fast).toReversed()])} Z`} />
            <path class="picture-likely" d={pathOf(way(pace().usual))} />
          </>
        )}
      </Show>
      <line class="picture-target" x1={props.frame.left} x2={props.frame.right} y1={y()(props.data.target)} y2={y()(props.data.target)} />
      <path class="picture-scope" d={pathOf(points().map(({ at, scope }) => [x()(at), y()(scope)]))} />
      <path class="picture-done" d={pathOf(points().map(({ at, done }) => [x()(at), y()(done)]))} />
      <For each={points()}>{({ at, done }) => <circle class="picture-dot" cx={x()(at)} cy={y()(done)} r={2.5} />}</For>
    </>
  );
}
