import { createMemo, For, Show } from "solid-js";
import { useClient } from "../../app/data/use-client.ts";
import { createGraphMap } from "../../app/graph-canvas/create-graph-map.ts";
import { GraphCanvas } from "../../app/graph-canvas/graph-canvas.tsx";
import { askForLink } from "../../app/inspector/link-request.ts";
import { EmptyState, Segmented } from "../../app/ui/index.ts";
import { NodeIcon } from "../../app/ui/node-icon.tsx";
import type { ViewProps } from "./view-props.view.ts";
import "../../app/ui/row-button.css";
import "./graph-layout.css";

const LIMIT = 2000;
const LISTED = 200;

/** A set of nodes with the links between them; a list beside it says the same (GV5). */
export function GraphLayout(props: ViewProps) {
  const client = useClient();
  const graph = createGraphMap(() => ({ ...props.filter, limit: LIMIT }));
  const nodes = createMemo(() => graph.map()?.nodes ?? []);
  const colour = () => (props.options["colour"] === "type" ? "type" : "cluster");
  const nodeOf = (id: string) => nodes().find((node) => node.id === id);
  const words = () => {
    const total = graph.map()?.total ?? 0;
    const shown = nodes().length;
    return shown < total
      ? `Showing the ${shown.toLocaleString()} most important of ${total.toLocaleString()}`
      : `${shown.toLocaleString()} nodes`;
  };
  function link(from: string, to: string): void {
    const [source, target] = [nodeOf(from), nodeOf(to)];
    if (source && target) askForLink({ source, target });
  }
  return (
    <Show
      when={!graph.map() || nodes().length > 0}
      fallback={<EmptyState text="Nothing in this set. Take a condition away to see more." />}
    >
      <div class="graph-layout">
        <header>
          <Segmented
            label="Colour by"
            options={[
              { value: "cluster", label: "Cluster" },
              { value: "type", label: "Type" },
            ]}
            value={colour()}
            onChange={(value) => props.setOptions({ colour: value })}
          />
          <span role="status">{words()}</span>
        </header>
        <div class="graph-layout-body">
          <GraphCanvas
            label={`Graph of ${nodes().length} nodes. The list beside it says the same.`}
            arranged={graph.arrangement.current()}
            colourBy={colour()}
            onPick={(id) => id !== undefined && props.open(id)}
            onOpen={props.open}
            onLink={link}
            onMoved={(id, x, y) => void client.mutate([{ name: "graph.place", args: { positions: [{ id, x, y }] } }])}
          />
          <details>
            <summary>As a list</summary>
            <ul>
              <For each={nodes().slice(0, LISTED)}>
                {(node) => (
                  <li>
                    <button type="button" class="row-button" onClick={() => props.open(node.id)}>
                      <NodeIcon type={node.node_type} named />
                      <span>{node.name}</span>
                      <small>{node.degree === 1 ? "1 link" : `${node.degree.toLocaleString()} links`}</small>
                    </button>
                  </li>
                )}
              </For>
            </ul>
            <Show when={nodes().length > LISTED}>
              <p>The {LISTED} most important. The list layout has all of them.</p>
            </Show>
          </details>
        </div>
      </div>
    </Show>
  );
}
