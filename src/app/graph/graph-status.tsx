import { Show } from "solid-js";
import type { Arrangement } from "../graph-canvas/create-arrangement.ts";
import type { GraphAddress } from "./graph-address.ts";
import type { GraphMap } from "./graph-actions.ts";
import { LimitMenu } from "./limit-menu.tsx";

interface GraphStatusProps {
  readonly map: GraphMap | undefined;
  readonly address: GraphAddress;
  readonly arrangement: Arrangement;
  /** Part of the ranking that is done, or undefined. */
  readonly ranking: number | undefined;
}

const percent = (part: number) => `${Math.round(100 * part)} %`;

/** How much of it is shown, and what goes on. */
export function GraphStatus(props: GraphStatusProps) {
  const shown = () => props.map?.nodes.length ?? 0;
  const isCapped = () => shown() < (props.map?.total ?? 0);
  return (
    <div class="graph-status">
      <Show when={props.arrangement.progress()}>
        {(progress) => (
          <span class="graph-work">
            <progress aria-label="Arranging" value={progress().done} max={progress().total} />
            Arranging
            <button type="button" class="graph-stop" onClick={() => props.arrangement.stop()}>
              Stop
            </button>
          </span>
        )}
      </Show>
      <Show when={props.ranking !== undefined}>
        <span>Finding clusters {percent(props.ranking!)}</span>
      </Show>
      <Show when={props.map}>
        {(map) => (
          <span role="status">
            <Show when={isCapped()} fallback={`${count.format(map().nodes.length)} nodes, ${count.format(map().edges.length)} links`}>
              Showing the {count.format(shown())} most important of {count.format(map().total)}
            </Show>
          </span>
        )}
      </Show>
      <Show when={isCapped() || props.address.get("limit")}>
        <LimitMenu address={props.address} />
      </Show>
    </div>
  );
}

const count = new Intl.NumberFormat();
