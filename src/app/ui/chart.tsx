import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { Scale } from "./chart-scale.ts";
import "./fold.css";
import "./chart.css";

/** The room that a picture has, in CSS pixels: it is drawn for its width, so that its words keep their size on a phone. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface LegendEntry {
  readonly label: string;
  /** Name of its look in the style sheet of the picture. */
  readonly series: string;
}

interface ChartProps {
  /** All that it says, in one sentence: for people who hear it. */
  readonly label: string;
  /** All of it in figures. */
  readonly table: ChartTable;
  readonly legend?: readonly LegendEntry[];
  readonly height?: number;
  /** Room for labels left of the picture. */
  readonly left?: number;
  readonly children: (frame: Frame) => JSX.Element;
}

const HEIGHT = 220;
const WIDTH = 560;

/** A picture in SVG with its sentence, its legend and its table (PL13). Colours stand in style sheets: both themes, no inline styles. */
export function Chart(props: ChartProps) {
  let figure!: HTMLElement;
  const [width, setWidth] = createSignal(WIDTH);
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.round(entry!.contentRect.width))));
    observer.observe(figure);
    onCleanup(() => observer.disconnect());
  });
  const frame = (): Frame => {
    const height = props.height ?? HEIGHT;
    return { width: width(), height, left: props.left ?? 34, right: width() - 10, top: 10, bottom: height - 24 };
  };
  return (
    <figure class="chart" ref={figure}>
      <svg
        width={frame().width}
        height={frame().height}
        viewBox={`0 0 ${frame().width} ${frame().height}`}
        role="img"
        aria-label={props.label}
      >
        {props.children(frame())}
      </svg>
      <Show when={props.legend}>
        {(legend) => (
          <ul class="chart-legend" aria-hidden="true">
            <For each={legend()}>
              {({ label, series }) => (
                <li>
                  <i data-series={series} />
                  {label}
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
      <details class="chart-table fold">
        <summary>As a table</summary>
        <ChartTable {...props.table} />
      </details>
    </figure>
  );
}

function ChartTable(props: ChartTable) {
  return (
    <div class="chart-scroll" tabindex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>
            <For each={props.columns}>{(column) => <th scope="col">{column}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{row[0]}</th>
                <For each={row.slice(1)}>{(cell) => <td>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

interface AxisProps {
  readonly frame: Frame;
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** Lines across with their numbers at the left. */
export const AxisY = (props: AxisProps) => (
  <For each={props.ticks}>
    {(tick) => (
      <>
        <line class="chart-grid" x1={props.frame.left} x2={props.frame.right} y1={props.scale(tick)} y2={props.scale(tick)} />
        <text class="chart-y" x={props.frame.left - 6} y={props.scale(tick) + 4}>
          {props.format(tick)}
        </text>
      </>
    )}
  </For>
);

/** Names below. */
export const AxisX = (props: AxisProps) => (
  <For each={props.ticks}>
    {(tick) => (
      <text class="chart-x" x={Math.min(props.scale(tick), props.frame.right - 8)} y={props.frame.height - 6}>
        {props.format(tick)}
      </text>
    )}
  </For>
);
