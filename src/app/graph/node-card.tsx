import { X } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { Group } from "../graph-canvas/groups.ts";
import { EDGE_WORDS } from "../inspector/edge-words.ts";
import { Button, IconButton } from "../ui/index.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import type { GraphActions, GraphMap, IndexedMap } from "./graph-actions.ts";
import "../ui/row-button.css";
import "./node-card.css";

type MapNode = GraphMap["nodes"][number];

interface NodeCardProps {
  readonly node: MapNode;
  readonly indexed: IndexedMap;
  readonly groups: readonly Group[];
  /** The next node that is picked will be linked with this one. */
  readonly linking: boolean;
  readonly actions: GraphActions;
}

const MOST = 60;

/** The node that is lit: what it is, what can be done with it, and its neighbours, each of which leads on. */
export function NodeCard(props: NodeCardProps) {
  const kinds = useNodeKinds();
  const whole = createLiveQuery("node.get", () => ({ id: props.node.id }));
  const neighbours = createMemo(() => neighboursOf(props.indexed, props.node.id));
  const facts = () =>
    [kinds.of(props.node.node_type)?.label, whole.data?.folder, props.node.degree === 1 ? "1 link" : `${props.node.degree} links`]
      .filter(Boolean)
      .join(" · ");
  return (
    <section
      class="graph-card"
      aria-label={`Chosen: ${props.node.name}`}
      onKeyDown={(event) => event.key === "Escape" && props.actions.pick(undefined)}
    >
      <header>
        <NodeIcon type={props.node.node_type} size={16} />
        <h2>{props.node.name}</h2>
        <IconButton icon={X} label="Let go" onClick={() => props.actions.pick(undefined)} />
      </header>
      <p class="graph-facts">{facts()}</p>
      <Show
        when={!props.linking}
        fallback={<p role="status">Now choose the node to link it with, in the picture or in the list. Let go ends it.</p>}
      >
        <div class="graph-do">
          <Button look="primary" onClick={() => props.actions.open(props.node.id)}>
            Open
          </Button>
          <Button onClick={() => props.actions.pathFrom(props.node.id)}>Path from here</Button>
          <Button onClick={() => props.actions.pathTo(props.node.id)}>Path to here</Button>
          <Button onClick={() => props.actions.linkFrom(props.node.id)}>Link from here</Button>
          <Button onClick={() => props.actions.link(props.node.id)}>Link to…</Button>
        </div>
      </Show>
      <Show when={neighbours().length > 0}>
        <h3>
          Neighbours <small>{neighbours().length}</small>
        </h3>
        <ul>
          <For each={neighbours().slice(0, MOST)}>
            {({ node, words }) => (
              <li>
                <button type="button" class="row-button" onClick={() => props.actions.pick(node.id)}>
                  <NodeIcon type={node.node_type} />
                  <span>{node.name}</span>
                  <small>{words}</small>
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={neighbours().length > MOST}>
          <p class="graph-facts">
            Showing {MOST} of {neighbours().length}
          </p>
        </Show>
      </Show>
    </section>
  );
}

/** The nodes one edge away, the most important first, with what the edges between say. */
function neighboursOf({ picture, index }: IndexedMap, id: string): { node: MapNode; words: string }[] {
  const center = index.at.get(id);
  if (center === undefined) return [];
  const found = new Map<number, Set<string>>();
  for (const { node, edge } of index.neighbours(center)) {
    if (node === center) continue;
    const { source, edge_type: type } = picture.edges[edge]!;
    const words = source === center ? EDGE_WORDS[type].says : EDGE_WORDS[type].said;
    found.set(node, (found.get(node) ?? new Set()).add(words));
  }
  return [...found]
    .map(([node, words]) => ({ node: picture.nodes[node]!, words: [...words].join(", ") }))
    .sort((a, b) => b.node.importance - a.node.importance || b.node.degree - a.node.degree);
}
