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

/** What is counted while the person looks on: within a hundred milliseconds it seems at once. */
const FACET_GOAL = 100;

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

const facet = (label: string, query: string, args: Record<string, unknown>): GraphRead => read(label, query, () => args, FACET_GOAL, 7);
const months = Array.from({ length: 49 }, (_, month) => Date.UTC(2023, 6 + month, 1));
const byFolder = { by: "folder" };
const byMonth = { by: "month", column: "due_at" };

/** What the chips, the bar and the pictures of a set ask. */
export const FACET_READS: readonly GraphRead[] = [
  facet("alphabet", "latch.alphabet", {}),
  facet("time: when due, by month", "latch.time", { column: "due_at", bounds: months }),
  facet("time: last change, by month", "latch.time", { column: "modified_at", bounds: months }),
  facet("category: type", "latch.category", { by: "type", limit: 50 }),
  facet("category: folder", "latch.category", { ...byFolder, limit: 50 }),
  facet("category: tag", "latch.category", { by: "tag", limit: 50 }),
  facet("category: tag, of a status", "latch.category", { by: "tag", status: "done", limit: 50 }),
  facet("category: status", "latch.category", { by: "status", limit: 50 }),
  facet("hierarchy: folder", "latch.hierarchy", byFolder),
  facet("hierarchy: priority", "latch.hierarchy", { by: "priority" }),
  facet("hierarchy: NEST edges", "latch.hierarchy", { by: "nest" }),
  facet("location: the whole world", "latch.location", { cell: 5 }),
  facet("location: a country", "latch.location", { cell: 0.5, box: { west: 0, south: 40, east: 15, north: 55 } }),
  facet("grid: folder by status", "latch.grid", { rows: byFolder, columns: { by: "status" }, limit: 5 }),
  facet("grid: tag by month", "latch.grid", { rows: { by: "tag" }, columns: byMonth, limit: 5 }),
  facet("count of a folder, a status and a month", "node.count", {
    folder: "Area 0",
    status: "done",
    time: { column: "due_at", from: months[10], to: months[11] },
  }),
  facet("count of a status", "node.count", { status: "done" }),
  facet("list of a status by due date, first 50", "node.list", { status: "done", sort: "due_at", limit: 50 }),
];

export const GRAPH_WARM_UP = 2;
