import type { createGraphMap } from "../graph-canvas/create-graph-map.ts";
import type { QueryResult } from "../../rpc/api.ts";

/** What can be done with a node, from the picture and from the list alike (GV5). */
export interface GraphActions {
  /** Lights it with its neighbours; undefined puts the light out. */
  readonly pick: (id: string | undefined) => void;
  readonly open: (id: string) => void;
  readonly pathFrom: (id: string) => void;
  readonly pathTo: (id: string) => void;
  /** The next node that is picked is linked with this one. */
  readonly linkFrom: (id: string) => void;
  /** Asks for an edge, its other end perhaps known. */
  readonly link: (from: string, to?: string) => void;
}

export type GraphMap = QueryResult<"graph.map">;
export type IndexedMap = NonNullable<ReturnType<ReturnType<typeof createGraphMap>["indexed"]>> & { readonly picture: GraphMap };
