import { useNavigate } from "@solidjs/router";
import { For } from "solid-js";
import { AxisX, AxisY, Chart, type Frame } from "../../../app/ui/chart.tsx";
import { linear } from "../../../app/ui/chart-scale.ts";
import { healthWord, hoursWords } from "../plan-words.view.ts";
import { numberWords } from "./chart-words.view.ts";
import { freeNames } from "./free-names.model.ts";
import type { ProjectBubble } from "./pictures.model.ts";

const TICKS = [0, 25, 50, 75, 100];
const LARGEST = 26;
const SMALLEST = 5;
/** Only the largest have room for a name, as far as no larger one's is there; the table names all. */
const NAMED = 8;
const NAME_LENGTH = 22;

/** Active projects: how far to the right, how healthy upwards, how large by their hours. */
export function BubblesPicture(props: { bubbles: readonly ProjectBubble[] }) {
  const judged = () => props.bubbles.filter(({ health }) => health !== null);
  const weak = () => judged().filter(({ health }) => health! < 40).length;
  return (
    <Chart
      label={`${judged().length} active projects by progress and health; ${weak()} at risk.`}
      height={300}
      legend={(["good", "watch", "risk"] as const).map((tone, i) => ({ label: ["Healthy", "Watch it", "At risk"][i]!, series: tone }))}
      table={{
        columns: ["Project", "Progress", "Health", "Left", "In all"],
        rows: props.bubbles.map(({ name, progress, health, hours_left, hours_total }) => [
          name,
          `${progress} %`,
          health === null ? "–" : `${health}, ${healthWord(health).word.toLowerCase()}`,
          hoursWords(hours_left),
          hoursWords(hours_total),
        ]),
      }}
    >
      {(frame) => <Bubbles frame={frame} bubbles={judged()} />}
    </Chart>
  );
}

function Bubbles(props: { frame: Frame; bubbles: readonly ProjectBubble[] }) {
  const navigate = useNavigate();
  const most = () => Math.max(1, ...props.bubbles.map(({ hours_total }) => hours_total));
  /** The area follows the hours. */
  const radius = (hours: number) => Math.max(SMALLEST, LARGEST * Math.sqrt(hours / most()));
  const x = () => linear([0, 100], [props.frame.left + LARGEST, props.frame.right - LARGEST]);
  const y = () => linear([0, 100], [props.frame.bottom, props.frame.top + LARGEST]);
  const bySize = () => props.bubbles.toSorted((a, b) => b.hours_total - a.hours_total);
  const names = () =>
    freeNames(
      bySize()
        .slice(0, NAMED)
        .map(({ name, progress, health }) => ({
          text: name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name,
          x: x()(progress),
          y: y()(health!) + 4,
          anchor: anchor(progress),
        })),
    );
  return (
    <>
      <AxisY frame={props.frame} scale={y()} ticks={TICKS} format={numberWords} />
      <AxisX frame={props.frame} scale={x()} ticks={TICKS} format={(percent) => `${percent} %`} />
      <For each={bySize()}>
        {(bubble) => (
          <circle
            class="picture-bubble"
            data-series={healthWord(bubble.health).tone}
            cx={x()(bubble.progress)}
            cy={y()(bubble.health!)}
            r={radius(bubble.hours_total)}
            onClick={() => navigate(`/plan/${bubble.id}`)}
          >
            <title>{bubble.name}</title>
          </circle>
        )}
      </For>
      <For each={names()}>
        {(name) => (
          <text class="picture-name" x={name.x} y={name.y} text-anchor={name.anchor}>
            {name.text}
          </text>
        )}
      </For>
    </>
  );
}

const anchor = (progress: number) => (progress < 20 ? "start" : progress > 80 ? "end" : "middle");
