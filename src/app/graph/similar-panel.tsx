import { createMemo, For, Show } from "solid-js";
import type { QueryResult } from "../../rpc/api.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { Button, EmptyState, runUndoable } from "../ui/index.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import type { GraphActions, IndexedMap } from "./graph-actions.ts";

type Pair = QueryResult<"graph.similar">[number];

const MOST = 100;
const THRESHOLD = 0.3;

/** Nodes that share many neighbours and are not linked themselves. L on a pair links it (GV7). */
export function SimilarPanel(props: { actions: GraphActions; indexed: IndexedMap | undefined }) {
  const client = useClient();
  const similar = createLiveQuery("graph.similar", () => ({ threshold: THRESHOLD, limit: MOST }), { keep: true });
  const pairs = createMemo(() => similar.data?.filter(({ a, b }) => !areLinked(props.indexed, a.id, b.id)));
  const link = ({ a, b }: Pair) =>
    runUndoable(
      client,
      [{ name: "edge.create", args: { edge_type: "AFFINITY", source_id: a.id, target_id: b.id, directed: false } }],
      `“${a.name}” is akin to “${b.name}” now.`,
    );
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }, pair: Pair) {
    if (event.key.toLowerCase() !== "l" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    // The pair leaves the list; the next one takes the focus.
    const next = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling;
    next?.querySelector<HTMLElement>("button")?.focus();
    void link(pair);
  }
  return (
    <Show
      when={pairs()?.length !== 0}
      fallback={<EmptyState text="No two nodes share enough neighbours without being linked themselves. They will be listed here." />}
    >
      <p class="graph-hint">These share neighbours and are not linked. Press L on a pair to link it.</p>
      <ul class="graph-pairs" aria-label="Could be linked">
        <For each={pairs()}>
          {(pair) => (
            <li onKeyDown={(event) => onKeyDown(event, pair)}>
              <div>
                <For each={[pair.a, pair.b]}>
                  {(node) => (
                    <button type="button" onClick={() => props.actions.pick(node.id)}>
                      <NodeIcon type={node.node_type} />
                      <span>{node.name}</span>
                    </button>
                  )}
                </For>
                <small>
                  {pair.shared} shared · {Math.round(100 * pair.similarity)} % alike
                </small>
              </div>
              <Button aria-label={`Link ${pair.a.name} and ${pair.b.name}`} aria-keyshortcuts="L" onClick={() => void link(pair)}>
                Link
              </Button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function areLinked(indexed: IndexedMap | undefined, a: string, b: string): boolean {
  const [at, to] = [indexed?.index.at.get(a), indexed?.index.at.get(b)];
  return at !== undefined && indexed!.index.neighbours(at).some(({ node }) => node === to);
}
