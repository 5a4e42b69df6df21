import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, lazy, Show, Suspense } from "solid-js";
import type { QueryResult } from "../../rpc/api.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { GraphPicture } from "../graph-canvas/graph-picture.ts";
import { IconButton } from "../ui/index.ts";
import type { ChosenNode } from "../ui/node-field.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { Maximize2 } from "lucide-solid";
import "./inspector.css";

const LocalPicture = lazy(async () => ({ default: (await import("./local-picture.tsx")).LocalPicture }));

/** More would be a blot in so small a picture; the whole graph has room for them. */
const MOST = 120;
const DEPTHS = [1, 2, 3] as const;
const DEPTH_KEY = "atelier:local-graph:depth";

type Local = QueryResult<"graph.local">;

/** What surrounds a node, as a small picture: 1 to 3 steps. A click goes there; "Links" says the same in words (GV5). */
export function LocalGraph(props: { node: ChosenNode }) {
  const navigate = useNavigate();
  const kinds = useNodeKinds();
  const [depth, setDepth] = createSignal(Number(localStorage.getItem(DEPTH_KEY)) || 1);
  const local = createLiveQuery("graph.local", () => ({ id: props.node.id, depth: depth(), limit: MOST }), { keep: true });
  const picture = createMemo(() => local.data && toPicture(local.data), undefined, { equals: samePicture });
  function choose(value: number) {
    localStorage.setItem(DEPTH_KEY, String(value));
    setDepth(value);
  }
  function open(id: string) {
    const found = local.data?.nodes.find((node) => node.id === id);
    if (found && id !== props.node.id) navigate(kinds.href(found));
  }
  return (
    <section>
      <div class="inspector-head">
        <h3>Around it</h3>
        <IconButton icon={Maximize2} label="Show in the graph" onClick={() => navigate(`/graph?focus=${props.node.id}`)} />
      </div>
      <Show
        when={(picture()?.nodes.length ?? 2) > 1}
        fallback={<p class="inspector-empty">Nothing is linked with it yet. Its surroundings will be drawn here.</p>}
      >
        <div class="local-graph">
          <Suspense>
            <LocalPicture picture={picture()} center={props.node} onOpen={open} />
          </Suspense>
        </div>
        <div class="local-depth">
          <label>
            Steps
            <input
              type="range"
              min="1"
              max="3"
              step="1"
              list="local-depths"
              aria-label="Steps from here"
              aria-valuetext={depth() === 1 ? "1 step" : `${depth()} steps`}
              value={depth()}
              onInput={(event) => choose(event.currentTarget.valueAsNumber)}
            />
            <datalist id="local-depths">
              <For each={DEPTHS}>{(step) => <option value={step} />}</For>
            </datalist>
            <output>{depth()}</output>
          </label>
          <span role="status">{countWords(local.data)}</span>
        </div>
      </Show>
    </section>
  );
}

function countWords(local: Local | undefined): string {
  if (!local) return "";
  const shown = local.nodes.length;
  return shown < local.total ? `Showing ${shown} of ${local.total.toLocaleString()}` : `${shown} around it`;
}

function toPicture({ nodes, edges }: Local): GraphPicture {
  const at = new Map(nodes.map(({ id }, i) => [id, i]));
  return {
    nodes: nodes.map(({ id, node_type, name, degree, cluster, importance }) => ({
      ...{ id, node_type, name, degree, cluster, importance },
      x: null,
      y: null,
    })),
    edges: edges.flatMap(({ source_id, target_id, edge_type, weight }) => {
      const [source, target] = [at.get(source_id), at.get(target_id)];
      return source === undefined || target === undefined ? [] : [{ source, target, edge_type, weight }];
    }),
  };
}

/** A live answer that says the same must not arrange the picture anew. */
const samePicture = (a: GraphPicture | undefined, b: GraphPicture | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
