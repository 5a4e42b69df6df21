import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from "solid-js";
import type { QueryArgs, QueryResult } from "../../rpc/api.ts";
import { createWatch } from "../data/create-watch.ts";
import { useClient } from "../data/use-client.ts";
import { createArrangement } from "./create-arrangement.ts";
import { isAnimated } from "./graph-canvas.tsx";
import { indexPicture, radiiOf, type GraphPicture } from "./graph-picture.ts";
import type { Places } from "./places.ts";

type GraphMap = QueryResult<"graph.map">;

/** Places in one command: a transaction of this many rows is short. */
const PLACES_AT_ONCE = 2000;

/** The picture of a set of nodes: live, ranked when its figures are stale, arranged, and its places kept (GV3, GV6). */
export function createGraphMap(filter: Accessor<QueryArgs<"graph.map">>) {
  const client = useClient();
  const { data, error } = createWatch("graph.map", filter);
  const map = createMemo(data, undefined, { equals: saysTheSame });
  const indexed = createMemo(() => {
    const picture = map();
    return picture && { picture, index: indexPicture(picture), radii: radiiOf(picture) };
  });
  const arrangement = createArrangement({ picture: indexed, animated: isAnimated, onSettled: keep });

  /** Derived data: not undoable, and no matter if it is lost. */
  function keep({ nodes }: GraphPicture, places: Places, placed: readonly number[]): void {
    for (let i = 0; i < placed.length; i += PLACES_AT_ONCE) {
      const positions = placed
        .slice(i, i + PLACES_AT_ONCE)
        .map((node) => ({ id: nodes[node]!.id, x: places[2 * node]!, y: places[2 * node + 1]! }));
      void client.mutate([{ name: "graph.place", args: { positions } }]);
    }
  }
  return {
    map,
    error,
    indexed,
    arrangement,
    ranking: createRanking(),
    place: (id: string, x: number, y: number) => void client.mutate([{ name: "graph.place", args: { positions: [{ id, x, y }] } }]),
    async arrangeAnew() {
      await client.mutate([{ name: "graph.forget_layout", args: {} }]);
      arrangement.again();
    },
  };
}

/** Importance and clusters are computed when the graph is looked at and has changed since; nothing waits for it. */
function createRanking(): Accessor<number | undefined> {
  const client = useClient();
  const { data: status } = createWatch("graph.status", () => ({}));
  const [part, setPart] = createSignal<number>();
  let control: AbortController | undefined;
  createEffect(
    on(status, (now) => {
      if (!now?.stale || control) return;
      control = new AbortController();
      setPart(0);
      client
        .task("graph.rank", {}, ({ done, total }) => setPart(total > 0 ? done / total : 0), control.signal)
        .catch((refused: unknown) => console.warn("The graph was not ranked:", refused))
        .finally(() => (setPart(undefined), setTimeout(() => (control = undefined), AGAIN_MS)));
    }),
  );
  onCleanup(() => control?.abort());
  return part;
}

/** While much is written, the ranks go stale at every change: they are not computed more often than this. */
const AGAIN_MS = 20_000;

/** The same nodes and edges. Places are left out, unless they were forgotten: the picture knows them already. */
function saysTheSame(a: GraphMap | undefined, b: GraphMap | undefined): boolean {
  if (!a || !b || a.total !== b.total || a.nodes.length !== b.nodes.length || a.edges.length !== b.edges.length) return a === b;
  const nodes = a.nodes.every((one, i) => {
    const other = b.nodes[i]!;
    return (
      one.id === other.id &&
      one.name === other.name &&
      one.cluster === other.cluster &&
      one.importance === other.importance &&
      one.degree === other.degree &&
      !(one.x !== null && other.x === null)
    );
  });
  return (
    nodes &&
    a.edges.every(({ source, target, edge_type: type, weight }, i) => sameEdge({ source, target, edge_type: type, weight }, b.edges[i]!))
  );
}

type Edge = GraphMap["edges"][number];
const sameEdge = (a: Edge, b: Edge) =>
  a.source === b.source && a.target === b.target && a.edge_type === b.edge_type && a.weight === b.weight;
