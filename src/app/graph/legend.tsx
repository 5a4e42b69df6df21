import { createMemo, For, Show } from "solid-js";
import { EDGE_TYPES, type EdgeType } from "../../content/spine/spine.model.ts";
import type { Group } from "../graph-canvas/groups.ts";
import { EDGE_WORDS } from "../inspector/edge-words.ts";
import { useNodeKinds } from "../ui/node-kinds.ts";
import type { GraphMap } from "./graph-actions.ts";
import type { GraphAddress } from "./graph-address.ts";
import { EdgeSample, ShapeSample } from "./samples.tsx";
import "../ui/row-button.css";
import "./legend.css";

interface LegendProps {
  readonly address: GraphAddress;
  readonly map: GraphMap | undefined;
  readonly groups: readonly Group[];
  /** Key of the group that is lit. */
  readonly lit: string | undefined;
  readonly onLight: (key: string | undefined) => void;
}

/** What colours, shapes and strokes mean, with counts. A group lights up at a click; a kind of link goes and comes back. */
export function Legend(props: LegendProps) {
  const edges = createMemo(() => {
    const counts = new Map<EdgeType, number>();
    for (const { edge_type: type } of props.map?.edges ?? []) counts.set(type, (counts.get(type) ?? 0) + 1);
    return EDGE_TYPES.filter((type) => counts.has(type)).map((type) => ({ type, count: counts.get(type)! }));
  });
  function toggle(type: EdgeType) {
    const hidden = new Set(props.address.hidden());
    if (!hidden.delete(type)) hidden.add(type);
    props.address.change({ hide: [...hidden].join(".") });
  }
  return (
    <details class="graph-legend" open={!matchMedia("(max-width: 40rem)").matches}>
      <summary>Legend</summary>
      <ul aria-label={props.address.colourBy() === "type" ? "Content types" : "Clusters"}>
        <For each={props.groups}>
          {(group) => (
            <li>
              <button
                type="button"
                class="row-button"
                aria-pressed={props.lit === group.key}
                onClick={() => props.onLight(props.lit === group.key ? undefined : group.key)}
              >
                <ShapeSample shape={group.shape} token={group.token} />
                <span>
                  <GroupName group={group} map={props.map} by={props.address.colourBy()} />
                </span>
                <small>{group.nodes.length.toLocaleString()}</small>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={edges().length > 0}>
        <ul aria-label="Kinds of links">
          <For each={edges()}>
            {({ type, count }) => (
              <li>
                <button type="button" class="row-button" aria-pressed={!props.address.hidden().has(type)} onClick={() => toggle(type)}>
                  <EdgeSample type={type} />
                  <span>{EDGE_WORDS[type].name}</span>
                  <small>{count.toLocaleString()}</small>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </details>
  );
}

/** A cluster is called after its most important node. */
export function GroupName(props: { group: Group; map: GraphMap | undefined; by: "type" | "cluster" }) {
  const kinds = useNodeKinds();
  const name = () => {
    if (props.group.key === "") return "In no larger cluster";
    if (props.by === "type") return kinds.of(props.group.key)?.label ?? props.group.key;
    return props.map?.nodes[props.group.first]?.name ?? "";
  };
  return <>{name()}</>;
}
