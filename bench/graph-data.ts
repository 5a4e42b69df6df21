import type { EdgeType } from "../src/content/spine/spine.model.ts";
import { createRandom } from "./random.ts";

export interface GeneratedEdge {
  readonly id: string;
  readonly edge_type: EdgeType;
  readonly source_id: string;
  readonly target_id: string;
  readonly weight: number;
  readonly directed: boolean;
}

export const EDGES_PER_NODE = 4;
const TYPES: readonly EdgeType[] = ["LINK", "LINK", "LINK", "NEST", "SEQUENCE", "AFFINITY"];

/** As long as the ids that Atelier mints. */
export const nodeId = (i: number): string => `01999999-9999-7999-8999-${String(i).padStart(12, "0")}`;

/** Four edges a node: most between any two, every tenth to a hub (Zipf), every tenth undirected. None twice. */
export function* generateEdges(size: number, seed = 20_261_121): Generator<GeneratedEdge> {
  const random = createRandom(seed);
  const known = new Set<string>();
  for (let e = 0; e < EDGES_PER_NODE * size; e++) {
    const source = random.below(size);
    const target = random.below(10) === 0 ? random.zipf(size) : random.below(size);
    const edge_type = random.pick(TYPES);
    const weight = 1 + random.below(3);
    const directed = random.below(10) !== 0;
    const key = `${source} ${target} ${edge_type}`;
    if (known.has(key)) continue;
    known.add(key);
    yield { id: `edge-${e}`, edge_type, source_id: nodeId(source), target_id: nodeId(target), weight, directed };
  }
}
