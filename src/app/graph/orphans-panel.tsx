import { For, Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { askForLink } from "../inspector/link-request.ts";
import { Button, EmptyState } from "../ui/index.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { A } from "@solidjs/router";

const MOST = 200;

/** Nodes that nothing links to and that link to nothing, the newest first. */
export function OrphansPanel() {
  const kinds = useNodeKinds();
  const orphans = createLiveQuery("graph.orphans", () => ({ limit: MOST }), { keep: true });
  return (
    <Show
      when={orphans.data?.total !== 0}
      fallback={<EmptyState text="Everything is linked with something. What is not will be listed here." />}
    >
      <ul class="graph-pairs" aria-label="Orphans">
        <For each={orphans.data?.rows}>
          {(node) => (
            <li>
              <div>
                <A href={kinds.href(node)}>
                  <NodeIcon type={node.node_type} />
                  <span>{node.name}</span>
                </A>
                <Show when={node.folder}>
                  <small>{node.folder}</small>
                </Show>
              </div>
              <Button aria-label={`Link ${node.name} to…`} onClick={() => askForLink({ source: node })}>
                Link to…
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={(orphans.data?.total ?? 0) > MOST}>
        <p class="graph-hint">
          Showing {MOST} of {orphans.data!.total.toLocaleString()}
        </p>
      </Show>
    </Show>
  );
}
