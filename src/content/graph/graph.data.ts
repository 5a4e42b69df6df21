import type { ReadContext } from "../../db/module.ts";
import { clusters, CLUSTERS_SQL } from "../../db/graph/clusters.ts";
import { connected, CONNECTED_SQL } from "../../db/graph/connected.ts";
import { importance, IMPORTANCE_SQL } from "../../db/graph/importance.ts";
import { localGraph, LOCAL_SQL } from "../../db/graph/local.ts";
import { MAP_SQL, wholeGraph } from "../../db/graph/map.ts";
import { missing, MISSING_SQL } from "../../db/graph/missing.ts";
import { type Follow, NEIGHBOURS_SQL } from "../../db/graph/neighbours.ts";
import { orphans, ORPHANS_SQL } from "../../db/graph/orphans.ts";
import { describePath, PATH_SQL } from "../../db/graph/path-edges.ts";
import { forgetLayout, place, POSITIONS_SQL } from "../../db/graph/positions.ts";
import { rank, RANK_SQL } from "../../db/graph/rank.ts";
import { RANK_GRAPH_SQL } from "../../db/graph/rank-graph.ts";
import { graphStatus, RANK_STATE_SQL } from "../../db/graph/rank-state.ts";
import { fewestHops } from "../../db/graph/shortest-path.ts";
import { similar, SIMILAR_SQL } from "../../db/graph/similar.ts";
import { leastCost, WEIGHTED_SQL } from "../../db/graph/weighted-path.ts";
import { GRAPH_MIGRATIONS } from "../../db/schema/graph.ts";
import { dataModule, named } from "../contract.data.ts";
import { graph, type GraphPath } from "./graph.model.ts";
import { mentions, MENTIONS_SQL } from "./mentions.data.ts";

/** The way that was found, with what stands along it. */
function shortestPath(ctx: ReadContext, from: string, to: string, follow: Follow, weighted: boolean): GraphPath | null {
  const found = weighted ? leastCost(ctx, from, to, follow) : fewestHops(ctx, from, to, follow);
  if (found === null) return null;
  const way = "way" in found ? found.way : found;
  const hops = way.length - 1;
  return { ...describePath(ctx, way, follow), hops, cost: "way" in found ? found.cost : hops };
}

export const graphData = dataModule(graph, {
  migrations: GRAPH_MIGRATIONS,
  sql: named({
    neighbours: NEIGHBOURS_SQL,
    connected: CONNECTED_SQL,
    path: PATH_SQL,
    weighted: WEIGHTED_SQL,
    local: LOCAL_SQL,
    map: MAP_SQL,
    positions: POSITIONS_SQL,
    rank: RANK_SQL,
    rankGraph: RANK_GRAPH_SQL,
    rankState: RANK_STATE_SQL,
    importance: IMPORTANCE_SQL,
    clusters: CLUSTERS_SQL,
    similar: SIMILAR_SQL,
    orphans: ORPHANS_SQL,
    missing: MISSING_SQL,
    mentions: MENTIONS_SQL,
  }),
  commands: {
    "graph.place": (ctx, { positions }) => place(ctx, positions),
    "graph.forget_layout": (ctx) => forgetLayout(ctx),
  },
  queries: {
    "graph.connected": (ctx, { id, depth, limit, edge_types, direction }) =>
      connected(ctx, { id, depth, limit, direction, types: edge_types }),
    "graph.shortestPath": (ctx, { from_id, to_id, edge_types, direction, weighted }) =>
      shortestPath(ctx, from_id, to_id, { direction, types: edge_types }, weighted),
    "graph.importance": (ctx, { by, type, limit }) => importance(ctx, by, type, limit),
    "graph.similar": (ctx, args) => similar(ctx, args),
    "graph.clusters": (ctx, { limit }) => clusters(ctx, limit),
    "graph.orphans": (ctx, args) => orphans(ctx, args),
    "graph.missing": (ctx, { limit }) => missing(ctx, limit),
    "graph.mentions": (ctx, { id, limit }) => mentions(ctx, id, limit),
    "graph.local": (ctx, args) => localGraph(ctx, args),
    "graph.map": (ctx, args) => wholeGraph(ctx, args),
    "graph.status": (ctx) => graphStatus(ctx),
  },
  tasks: {
    "graph.rank": (ctx) => rank(ctx),
  },
});
