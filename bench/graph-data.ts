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

/** What a node has besides its edges: something on every axis of LATCH. */
export interface GeneratedNode {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly status: string | null;
  readonly priority: number;
  readonly due_at: number | null;
  readonly event_start: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const STATUSES = ["dumped", "matched", "refined", "committed", "done", null];
const START = Date.UTC(2024, 0, 1);
const DAYS = 1200;
const DAY = 86_400_000;
const PLACES = 300;

/** Folders, tags and places by Zipf; a third has a date, a third a place near one of 300. */
export function* generateNodes(size: number, seed = 20_261_122): Generator<GeneratedNode> {
  const random = createRandom(seed);
  const places = Array.from({ length: PLACES }, () => ({ latitude: random.next() * 130 - 60, longitude: random.next() * 350 - 175 }));
  for (let i = 0; i < size; i++) {
    const place = random.below(3) === 0 ? places[random.zipf(PLACES)]! : null;
    const near = () => random.next() * 4 - 2;
    const at = random.below(3) === 0 ? START + random.below(DAYS) * DAY : null;
    yield {
      id: nodeId(i),
      name: `${String.fromCodePoint(65 + random.below(26))} node ${i}`,
      folder: `Area ${random.zipf(12)}/Project ${random.zipf(10)}`,
      tags: [...new Set(Array.from({ length: random.below(4) }, () => `tag-${random.zipf(240)}`))],
      status: random.pick(STATUSES),
      priority: random.below(6),
      due_at: at,
      event_start: at,
      latitude: place && place.latitude + near(),
      longitude: place && place.longitude + near(),
    };
  }
}

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
