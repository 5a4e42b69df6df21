import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import { GraphCanvas } from "../graph-canvas/graph-canvas.tsx";
import { groupNodes } from "../graph-canvas/groups.ts";
import { askForLink } from "../inspector/link-request.ts";
import { layout } from "../shell/layout-state.ts";
import { EmptyState } from "../ui/index.ts";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { createGraphAddress } from "./graph-address.ts";
import { createGraphMap } from "../graph-canvas/create-graph-map.ts";
import { createPath } from "./create-path.ts";
import { GraphPanel } from "./graph-panel.tsx";
import { GraphPictureIcon } from "./graph-picture-icon.tsx";
import { GraphTools } from "./graph-tools.tsx";
import { GraphStatus } from "./graph-status.tsx";
import { Legend } from "./legend.tsx";
import { NodeCard } from "./node-card.tsx";
import "./graph.css";

/** Width of the card of a node with its margins, CSS pixels. */
const CARD = 312;
/** Of the legend with its margins. */
const LEGEND = 236;

/** Everything and how it hangs together: as a picture, and beside it as a list that says the same (GV1, GV5). */
export function GraphPage() {
  const navigate = useNavigate();
  const kinds = useNodeKinds();
  const address = createGraphAddress();
  const graph = createGraphMap(() => ({ ...address.filter(), limit: address.limit() }));
  const path = createPath(address);
  const [group, setGroup] = createSignal<string>();
  const [linkFrom, setLinkFrom] = createSignal<string>();
  const nodes = () => graph.map()?.nodes ?? [];
  const nodeOf = (id: string | undefined) => (id === undefined ? undefined : nodes()[graph.indexed()?.index.at.get(id) ?? -1]);
  const grouping = createMemo(() => graph.map() && groupNodes(graph.map()!, address.colourBy()));
  const selected = () => nodeOf(address.get("focus"));
  const litGroup = createMemo(() => {
    const found = group() === undefined ? undefined : grouping()?.groups.find(({ key }) => key === group());
    return found && new Set(found.nodes);
  });

  function pick(id: string | undefined): void {
    const [from, to] = [nodeOf(linkFrom()), nodeOf(id)];
    setLinkFrom(undefined);
    setGroup(undefined);
    if (from && to && from.id !== to.id) askForLink({ source: from, target: to });
    else if (id !== address.get("focus")) address.change({ focus: id });
  }
  const open = (id: string) => {
    const node = nodeOf(id);
    if (node) navigate(kinds.href(node));
  };
  const actions = {
    pick,
    open,
    pathFrom: (id: string) => address.change({ from: id, tab: "path" }),
    pathTo: (id: string) => address.change({ to: id, tab: "path" }),
    linkFrom: (id: string) => setLinkFrom(id),
    link(from: string, to?: string) {
      const [source, target] = [nodeOf(from), nodeOf(to)];
      if (source) askForLink({ source, ...(target && { target }) });
    },
  };
  const isEmpty = () => graph.map()?.total === 0 && Object.keys(address.filter()).length === 0;
  const view = () => (layout.phone() ? (address.get("tab") ? "list" : "picture") : "both");

  return (
    <div class="graph-page" data-view={view()}>
      <h1 class="visually-hidden">Graph</h1>
      <GraphTools address={address} total={graph.map()?.total} onFocus={pick} onArrange={() => void graph.arrangeAnew()} />
      <Switch>
        <Match when={graph.error()}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={isEmpty()}>
          <EmptyState
            picture={<GraphPictureIcon />}
            title="Nothing to connect yet"
            text="Notes and the links between them will be drawn here. Write [[a name]] in a note, and there is the first one."
          />
        </Match>
        <Match when={true}>
          <div class="graph-body">
            <Show when={view() !== "list"}>
              <div class="graph-picture">
                <GraphCanvas
                  label={`Graph of ${nodes().length} nodes. The list beside it says the same.`}
                  arranged={graph.arrangement.current()}
                  colourBy={address.colourBy()}
                  hidden={address.hidden()}
                  selected={selected()?.id}
                  path={path.answer()?.nodes.map(({ id }) => id)}
                  group={litGroup()}
                  reserved={selected() && !layout.phone() ? CARD : 0}
                  covered={layout.phone() ? 0 : LEGEND}
                  onPick={pick}
                  onOpen={open}
                  onLink={actions.link}
                  onMoved={graph.place}
                />
                <Legend address={address} map={graph.map()} groups={grouping()?.groups ?? []} lit={group()} onLight={setGroup} />
                <GraphStatus map={graph.map()} address={address} arrangement={graph.arrangement} ranking={graph.ranking()} />
              </div>
            </Show>
            <Show when={view() !== "picture"}>
              <GraphPanel address={address} indexed={graph.indexed()} groups={grouping()?.groups ?? []} path={path} actions={actions} />
            </Show>
            <Show when={selected()}>
              {(node) => (
                <NodeCard
                  node={node()}
                  indexed={graph.indexed()!}
                  groups={grouping()?.groups ?? []}
                  linking={linkFrom() === node().id}
                  actions={actions}
                />
              )}
            </Show>
          </div>
        </Match>
      </Switch>
    </div>
  );
}
