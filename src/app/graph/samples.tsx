import { Match, Switch } from "solid-js";
import type { EdgeType } from "../../content/spine/spine.model.ts";
import type { Shape } from "../graph-canvas/shapes.ts";
import "./samples.css";

/** A node as the picture draws it, for legend and list. Its colour follows `data-token` in samples.css. */
export function ShapeSample(props: { shape: Shape; token: string }) {
  return (
    <svg
      class="graph-sample"
      data-token={props.token.replace("--color-", "")}
      width="14"
      height="14"
      viewBox="-7 -7 14 14"
      aria-hidden="true"
    >
      <Switch fallback={<circle r="5" />}>
        <Match when={props.shape === "square"}>
          <rect x="-4.4" y="-4.4" width="8.8" height="8.8" />
        </Match>
        <Match when={props.shape === "diamond"}>
          <path d="M0-6.2 6.2 0 0 6.2-6.2 0Z" />
        </Match>
        <Match when={props.shape === "triangle"}>
          <path d="M0-6.4 5.8 3.6H-5.8Z" />
        </Match>
        <Match when={props.shape === "hexagon"}>
          <path d="M5.6 0 2.8 4.9H-2.8L-5.6 0-2.8-4.9H2.8Z" />
        </Match>
      </Switch>
    </svg>
  );
}

/** An edge as the picture draws it. */
export function EdgeSample(props: { type: EdgeType }) {
  return (
    <svg class="graph-stroke" data-edge={props.type} width="22" height="10" viewBox="0 0 22 10" fill="none" aria-hidden="true">
      <path d="M1 5H21" />
      <Switch>
        <Match when={props.type === "SEQUENCE"}>
          <path class="graph-arrow" d="M9 1.5 15 5 9 8.5Z" />
        </Match>
      </Switch>
    </svg>
  );
}
