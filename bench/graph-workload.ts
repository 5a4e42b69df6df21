import { nodeId } from "./graph-data.ts";

/** A query of the graph, asked with different nodes. */
export interface GraphRead {
  readonly label: string;
  readonly query: string;
  readonly args: (i: number, size: number) => Record<string, unknown>;
  readonly runs: number;
  /** Milliseconds, median, at 100,000 nodes: the goal of performance.md. */
  readonly goal: number | null;
}

const pick = (i: number, size: number): string => nodeId(((i + 1) * 102_947) % size);
const one = (i: number, size: number) => ({ id: pick(i, size) });
const two = (i: number, size: number) => ({ from_id: pick(i, size), to_id: pick(i + 40, size) });

const read = (label: string, query: string, args: GraphRead["args"], goal: number | null = null, runs = 15): GraphRead => ({
  label,
  query,
  args,
  runs,
  goal,
});

export const DEPTH_3 = "connected, either way, depth 3";
export const HUB = "connected, either way, depth 3, from the largest hub";
export const GRAPH_READS: readonly GraphRead[] = [
  read(DEPTH_3, "graph.connected", (i, size) => ({ ...one(i, size), depth: 3 }), 10),
  read(HUB, "graph.connected", () => ({ id: nodeId(0), depth: 3 }), null, 5),
  read("connected, directed, depth 8", "graph.connected", (i, size) => ({ ...one(i, size), depth: 8, direction: "out" }), 150),
  read("shortest path, either way", "graph.shortestPath", two, 5),
  read("shortest path, directed", "graph.shortestPath", (i, size) => ({ ...two(i, size), direction: "out" }), 5),
  read("strongest path (weighted)", "graph.shortestPath", (i, size) => ({ ...two(i, size), weighted: true })),
  read("importance, first 50", "graph.importance", () => ({ limit: 50 })),
  read("similar to one node", "graph.similar", one),
  read("clusters, first 50", "graph.clusters", () => ({ limit: 50 })),
  read("local graph, depth 2, 200 nodes", "graph.local", (i, size) => ({ ...one(i, size), depth: 2 })),
  read("local graph of the largest hub", "graph.local", () => ({ id: nodeId(0), depth: 1 })),
  read("map, 5,000 nodes", "graph.map", () => ({ limit: 5000 }), null, 5),
  read("orphans, first 50", "graph.orphans", () => ({ limit: 50 }), null, 5),
  read("status", "graph.status", () => ({})),
];

export const GRAPH_WARM_UP = 2;
