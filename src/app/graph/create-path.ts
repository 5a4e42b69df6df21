import { createMemo, type Accessor } from "solid-js";
import { EDGE_TYPES } from "../../content/spine/spine.model.ts";
import type { QueryResult } from "../../rpc/api.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { GraphAddress } from "./graph-address.ts";

export type PathAnswer = QueryResult<"graph.shortestPath">;

export interface Path {
  /** Null: there is no way between them. Undefined: one end is missing, or the answer is on its way. */
  readonly answer: Accessor<PathAnswer | undefined>;
  readonly error: Accessor<string | undefined>;
  readonly asked: Accessor<boolean>;
}

/** The shortest way between the two ends in the address, by the edge types that are shown; kept true while it is shown. */
export function createPath(address: GraphAddress): Path {
  const args = createMemo(() => {
    const [from, to] = [address.get("from"), address.get("to")];
    if (!from || !to) return undefined;
    const hidden = address.hidden();
    const types = EDGE_TYPES.filter((type) => !hidden.has(type));
    if (types.length === 0) return undefined;
    return { from_id: from, to_id: to, weighted: address.get("weighted") === "1", ...(hidden.size > 0 && { edge_types: types }) };
  });
  const query = createLiveQuery("graph.shortestPath", args);
  return { answer: () => (args() ? query.data : undefined), error: () => query.error?.message, asked: () => args() !== undefined };
}
