import * as v from "valibot";
import { id, limit, line, model, spec } from "../contract.model.ts";
import { EDGE_TYPES, type EdgeType, nodeFilter } from "../spine/spine.model.ts";

export interface GraphNode {
  id: string;
  node_type: string;
  name: string;
}

export interface ConnectedNode extends GraphNode {
  folder: string;
  /** Steps from the start, at least 1. */
  depth: number;
}

export interface GraphPath {
  nodes: GraphNode[];
  /** The edge of each step, in the order of the steps. */
  edges: { id: string; edge_type: EdgeType; source_id: string; target_id: string; weight: number; label: string | null }[];
  hops: number;
  /** Weighted: the sum of 1/weight; otherwise as many as hops. */
  cost: number;
}

export interface ImportantNode extends GraphNode {
  folder: string;
  inbound: number;
  weight: number;
  pagerank: number;
}

export interface SimilarNodes {
  a: GraphNode;
  b: GraphNode;
  shared: number;
  /** Shared neighbours by all neighbours of both, 0 to 1. */
  similarity: number;
}

export interface GraphCluster {
  cluster: number;
  size: number;
  /** Of its most important node. */
  id: string;
  name: string;
  nodes: GraphNode[];
}

export interface OrphanPage {
  rows: (GraphNode & { folder: string; modified_at: number })[];
  /** Pass as `after` for the next page; null on the last. */
  next: { value: number; id: string } | null;
  total: number;
}

export interface MissingName {
  /** As one of the texts writes it. */
  target: string;
  count: number;
  sources: GraphNode[];
}

export interface Mention extends GraphNode {
  folder: string;
  /** The line, or a part of it, the mention between MARK_START and MARK_END of search. */
  context: string;
}

export interface LocalGraph {
  nodes: (GraphNode & { depth: number; degree: number; cluster: number; importance: number })[];
  edges: {
    id: string;
    source_id: string;
    target_id: string;
    edge_type: EdgeType;
    weight: number;
    directed: boolean;
    label: string | null;
  }[];
  /** How many nodes are within the depth, shown or not, the middle one included. */
  total: number;
}

export interface GraphMap {
  nodes: (GraphNode & { degree: number; cluster: number; importance: number; x: number | null; y: number | null })[];
  edges: { source: number; target: number; edge_type: EdgeType; weight: number }[];
  total: number;
}

export interface GraphStatus {
  /** The graph is not any more what its figures were worked out from, or they never were. */
  stale: boolean;
  nodes: number;
  edges: number;
  /** Milliseconds UTC. */
  ranked_at: number | null;
}

const upTo = (most: number, usual: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)), usual);
const follow = {
  edge_types: v.optional(v.pipe(v.array(v.picklist(EDGE_TYPES)), v.minLength(1))),
  /** `out`: from source to target; `in`: against it; `both`: either. Undirected edges always count. */
  direction: v.optional(v.picklist(["both", "out", "in"]), "both"),
};
const coordinate = v.pipe(v.number(), v.finite());

export const graph = model({
  name: "graph",
  doc: "Nodes and the edges between them. What is in the trash is in no answer and carries no way. Importance, clusters and similar pairs of the whole graph are those of the last `graph.rank`; `graph.status` says whether they still hold.",
  commands: {
    "graph.place": spec("Keeps where nodes stand on the picture of the graph. Not undoable: it can be laid out anew.", {
      positions: v.pipe(v.array(v.strictObject({ id, x: coordinate, y: coordinate })), v.maxLength(20_000)),
    }).answers<{ placed: number }>("`{placed}`: how many changed"),
    "graph.forget_layout": spec("Forgets where every node stood.", {}).answers<{ forgotten: number }>("`{forgotten}`: how many"),
  },
  queries: {
    "graph.connected": spec("What is within so many steps of a node, with the shortest distance of each; the node itself is not told.", {
      id,
      depth: upTo(10, 2),
      ...follow,
      limit: upTo(5000, 500),
    }).answers<{ nodes: ConnectedNode[]; total: number }>(
      "`{nodes: [{id, node_type, name, folder, depth}], total}`, nearest first, then by name",
    ),
    "graph.shortestPath": spec(
      "The way from one node to another with the fewest steps, or the strongest: weighted, a step costs 1/weight, and an edge of weight 0 is never walked.",
      { from_id: id, to_id: id, ...follow, weighted: v.optional(v.boolean(), false) },
    ).answers<GraphPath | null>("`{nodes, edges, hops, cost}` from end to end, or null"),
    "graph.importance": spec("The most important nodes: by PageRank, by edges that lead to them, or by the weight of these.", {
      by: v.optional(v.picklist(["pagerank", "inbound", "weight"]), "pagerank"),
      type: v.optional(line),
      limit,
    }).answers<ImportantNode[]>("an array of `{id, node_type, name, folder, inbound, weight, pagerank}`"),
    "graph.similar": spec(
      "Nodes that have the same neighbours: all of the last ranking, or those like one node as it is. A neighbour with more than 100 edges (500 with `id`) leads to no pair.",
      { id: v.optional(id), threshold: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(1)), 0.3), limit },
    ).answers<SimilarNodes[]>("an array of `{a, b, shared, similarity}`, most similar first; with `id`, a is that node"),
    "graph.clusters": spec("Nodes that are linked more closely with each other than with the rest, the largest clusters first.", {
      limit,
    }).answers<GraphCluster[]>("an array of `{cluster, size, id, name, nodes}`: name of the most important node, up to five nodes"),
    "graph.orphans": spec("Nodes without an edge to another node, what changed last first.", {
      type: v.optional(line),
      limit,
      after: v.optional(v.strictObject({ value: v.number(), id: v.string() })),
    }).answers<OrphanPage>("`{rows: [{id, node_type, name, folder, modified_at}], next, total}`"),
    "graph.missing": spec("Names that texts link to and that no node has, the most wanted first.", { limit }).answers<MissingName[]>(
      "an array of `{target, count, sources}`: up to five nodes that link to it",
    ),
    "graph.mentions": spec("Texts that say the name or an alias of a node without a link to it, newest first.", { id, limit }).answers<
      Mention[]
    >("an array of `{id, node_type, name, folder, context}`: the mention between U+E000 and U+E001"),
    "graph.local": spec("The surroundings of a node with all edges between them: the nearest and most important.", {
      id,
      depth: upTo(3, 1),
      limit: upTo(1000, 200),
    }).answers<LocalGraph>("`{nodes: [{…, depth, degree, cluster, importance}], edges, total}`"),
    "graph.map": spec("The graph of everything that passes a filter, the most important nodes first.", {
      ...nodeFilter,
      limit: upTo(20_000, 5000),
    }).answers<GraphMap>("`{nodes, edges, total}`: source and target of an edge are places in `nodes`; x and y null where not placed yet"),
    "graph.status": spec("How large the graph is, and whether its figures are out of date.", {}).answers<GraphStatus>(
      "`{stale, nodes, edges, ranked_at}`",
    ),
  },
  tasks: {
    "graph.rank": spec(
      "Works out importance, clusters and similar pairs of the whole graph, in steps between which others are answered.",
      {},
    ).answers<{ nodes: number; edges: number; clusters: number }>("`{nodes, edges, clusters}`: how many of each"),
  },
});
