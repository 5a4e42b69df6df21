import { ArrowDown, ArrowUp } from "lucide-solid";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { createVirtualRows } from "../ui/virtual-rows.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import type { Group } from "../graph-canvas/groups.ts";
import type { GraphActions, GraphMap, IndexedMap } from "./graph-actions.ts";
import type { GraphAddress } from "./graph-address.ts";
import { GroupName } from "./legend.tsx";
import { ShapeSample } from "./samples.tsx";
import { sortNodes, type SortKey } from "./sort-nodes.ts";
import "./node-table.css";

interface NodeTableProps {
  readonly address: GraphAddress;
  readonly indexed: IndexedMap | undefined;
  readonly groups: readonly Group[];
  readonly actions: GraphActions;
}

const COLUMNS: readonly { readonly key: SortKey; readonly label: string }[] = [
  { key: "name", label: "Name" },
  { key: "degree", label: "Links" },
  { key: "importance", label: "Importance" },
];

/** Every node of the picture: Enter lights it, O opens it, L links it, P begins a path (GV5). */
export function NodeTable(props: NodeTableProps) {
  const [sort, setSort] = createSignal<SortKey>("importance");
  const [active, setActive] = createSignal(0);
  const map = (): GraphMap | undefined => props.indexed?.picture;
  const order = createMemo(() => sortNodes(map()?.nodes ?? [], sort()));
  const total = () => order().length;
  const virtual = createVirtualRows({ total, onRange: () => undefined });
  const rows = createMemo(() => order().slice(virtual.range().from, virtual.range().to));
  const most = createMemo(() => Math.max(0, ...(map()?.nodes ?? []).slice(0, 1).map(({ importance }) => importance)));
  const groupAt = createMemo(() => {
    const groups: Group[] = [];
    for (const group of props.groups) for (const node of group.nodes) groups[node] = group;
    return groups;
  });

  // What is chosen in the picture is brought into sight here.
  createEffect(
    on([() => props.address.get("focus"), order], ([focus, sorted]) => {
      const at = sorted.findIndex((node) => map()!.nodes[node]!.id === focus);
      if (at < 0) return;
      setActive(at);
      virtual.reveal(at);
    }),
  );
  function move(to: number) {
    const at = Math.max(0, Math.min(total() - 1, to));
    setActive(at);
    virtual.reveal(at);
  }
  function onKeyDown(event: KeyboardEvent) {
    const node = map()?.nodes[order()[active()] ?? -1];
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: virtual.perPage(), PageUp: -virtual.perPage(), Home: -total(), End: total() }[
      event.key
    ];
    if (event.ctrlKey || event.metaKey || event.altKey || !node) return;
    const { pick, open, pathFrom, pathTo, link } = props.actions;
    const act = { Enter: pick, o: open, l: (id: string) => link(id), p: pathFrom, P: pathTo, Escape: () => pick(undefined) }[event.key];
    if (step !== undefined) move(active() + step);
    else if (act) act(node.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <>
      <div class="graph-columns" role="group" aria-label="Sort by">
        <For each={COLUMNS}>
          {({ key, label }) => (
            <button type="button" aria-pressed={sort() === key} onClick={() => (setSort(key), move(0))}>
              {label}
              <Show when={sort() === key}>{key === "name" ? <ArrowUp size={12} /> : <ArrowDown size={12} />}</Show>
            </button>
          )}
        </For>
      </div>
      <div
        class="graph-rows"
        ref={virtual.scroller}
        role="grid"
        aria-label="Nodes"
        aria-rowcount={total()}
        tabindex="0"
        aria-activedescendant={total() > 0 ? `graph-row-${active()}` : undefined}
        aria-keyshortcuts="Enter O L P"
        onKeyDown={onKeyDown}
      >
        <div class="graph-rows-canvas" role="presentation" ref={virtual.canvas}>
          <For each={rows()}>
            {(at, i) => {
              const row = () => virtual.range().from + i();
              const node = () => map()!.nodes[at]!;
              return (
                <div
                  class="graph-row"
                  role="row"
                  id={`graph-row-${row()}`}
                  aria-rowindex={row() + 1}
                  aria-selected={props.address.get("focus") === node().id}
                  data-active={active() === row()}
                  ref={(element) => virtual.place(element, row)}
                  onClick={() => (setActive(row()), props.actions.pick(node().id))}
                  onDblClick={() => props.actions.open(node().id)}
                >
                  <span role="gridcell" class="graph-row-name">
                    <NodeIcon type={node().node_type} named />
                    <span>{node().name}</span>
                  </span>
                  <span role="gridcell" class="graph-row-degree">
                    {node().degree.toLocaleString()}
                    <span class="visually-hidden"> links</span>
                  </span>
                  <span role="gridcell" class="graph-row-rank">
                    <meter
                      min="0"
                      max={most() || 1}
                      value={node().importance}
                      aria-label={`Importance ${score(node().importance, most())} of 100`}
                    />
                    <Show when={groupAt()[at]}>
                      {(group) => (
                        <>
                          <ShapeSample shape={group().shape} token={group().token} />
                          <span class="visually-hidden">
                            <GroupName group={group()} map={map()} by={props.address.colourBy()} />
                          </span>
                        </>
                      )}
                    </Show>
                  </span>
                </div>
              );
            }}
          </For>
        </div>
      </div>
      <p class="graph-keys">Enter lights it · O opens · L links · P begins a path, Shift P ends it</p>
    </>
  );
}

/** Of a hundred, against the most important node. */
const score = (importance: number, most: number): number => (most > 0 ? Math.round((100 * importance) / most) : 0);
