import { ArrowDown, ArrowDownUp, X } from "lucide-solid";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { EDGE_WORDS } from "../inspector/edge-words.ts";
import { IconButton, Segmented } from "../ui/index.ts";
import { NodeField } from "../ui/node-field.tsx";
import { NodeIcon } from "../ui/node-icon.tsx";
import type { Path, PathAnswer } from "./create-path.ts";
import type { GraphActions } from "./graph-actions.ts";
import type { GraphAddress } from "./graph-address.ts";
import "../ui/row-button.css";
import "./path-panel.css";

interface PathPanelProps {
  readonly address: GraphAddress;
  readonly path: Path;
  readonly actions: GraphActions;
}

/** The shortest way between two nodes, step by step; the picture lights it (GV4). */
export function PathPanel(props: PathPanelProps) {
  const from = createLiveQuery("node.get", () => idOf(props.address.get("from")));
  const to = createLiveQuery("node.get", () => idOf(props.address.get("to")));
  const clear = () => props.address.change({ from: undefined, to: undefined });
  const turn = () => props.address.change({ from: props.address.get("to"), to: props.address.get("from") });
  return (
    <div class="graph-path">
      <div class="graph-ends">
        <NodeField label="From" placeholder="From" value={from.data?.name} onChoose={({ id }) => props.address.change({ from: id })} />
        <NodeField label="To" placeholder="To" value={to.data?.name} onChoose={({ id }) => props.address.change({ to: id })} />
        <div>
          <IconButton icon={ArrowDownUp} label="Turn round" onClick={turn} />
          <IconButton icon={X} label="Clear the path" onClick={clear} />
        </div>
      </div>
      <Segmented
        label="Shortest by"
        options={[
          { value: "hops", label: "Fewest steps" },
          { value: "weight", label: "Strongest links" },
        ]}
        value={props.address.get("weighted") ? "weight" : "hops"}
        onChange={(value) => props.address.change({ weighted: value === "weight" ? "1" : undefined })}
      />
      <div role="status">
        <Switch>
          <Match when={props.path.error()}>{(sentence) => <p class="graph-hint">{sentence()}</p>}</Match>
          <Match when={!props.path.asked()}>
            <p class="graph-hint">Choose two nodes: here, or with “Path from here” and “Path to here” on a node.</p>
          </Match>
          <Match when={props.path.answer() === null}>
            <p class="graph-hint">
              There is no way from one to the other{props.address.hidden().size > 0 ? " by the links that are shown" : ""}.
            </p>
          </Match>
          <Match when={props.path.answer()}>
            {(answer) => (
              <p class="graph-hint">
                {answer().hops === 1 ? "1 step" : `${answer().hops} steps`}
                <Show when={props.address.get("weighted")}>
                  {" "}
                  at a cost of {answer().cost.toLocaleString(undefined, { maximumFractionDigits: 2 })}
                </Show>
              </p>
            )}
          </Match>
        </Switch>
      </div>
      <Show when={props.path.answer()}>{(answer) => <Steps answer={answer()} actions={props.actions} />}</Show>
    </div>
  );
}

const idOf = (id: string | undefined) => (id ? { id } : undefined);

function Steps(props: { answer: NonNullable<PathAnswer>; actions: GraphActions }) {
  const steps = createMemo(() =>
    props.answer.nodes.map((node, i) => {
      const edge = props.answer.edges[i];
      const words = edge && (edge.source_id === node.id ? EDGE_WORDS[edge.edge_type].says : EDGE_WORDS[edge.edge_type].said);
      return { node, words: words && [words, edge.label].filter(Boolean).join(" · ") };
    }),
  );
  return (
    <ol class="graph-steps" aria-label="Steps of the path">
      <For each={steps()}>
        {({ node, words }) => (
          <li>
            <button type="button" class="row-button" onClick={() => props.actions.open(node.id)}>
              <NodeIcon type={node.node_type} />
              <span>{node.name}</span>
            </button>
            <Show when={words}>
              <small>
                <ArrowDown size={12} /> {words}
              </small>
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}
