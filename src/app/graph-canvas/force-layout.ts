import iterate from "graphology-layout-forceatlas2/iterate.js";
import type { Places } from "./places.ts";

/** What the layout works on: plain arrays, so that a worker gets it without copying objects. */
export interface LayoutInput {
  readonly places: Places;
  /** Radius of each node, in units of the layout. */
  readonly radii: Float32Array;
  /** Source, target and weight of each edge, one after the other. */
  readonly edges: Float32Array;
  /** 1: stays where it is. */
  readonly fixed: Uint8Array;
}

const NODE_CELLS = 10;
const EDGE_CELLS = 3;
const [X, Y, MASS, CONVERGENCE, SIZE, FIXED] = [0, 1, 6, 7, 8, 9];
/** From so many nodes on, far groups repel as one (Barnes–Hut). */
const APPROXIMATE_FROM = 400;

export interface ForceLayout {
  /** One step of ForceAtlas2; answers how far a node moved on average, as a part of the whole width. */
  step(): number;
  places(): Places;
}

/** ForceAtlas2 (Jacomy et al. 2014) on matrices of its own: the same input always gives the same picture. */
export function createForceLayout({ places, radii, edges, fixed }: LayoutInput): ForceLayout {
  const count = radii.length;
  const nodes = new Float32Array(count * NODE_CELLS);
  for (let i = 0; i < count; i++) {
    const at = i * NODE_CELLS;
    nodes[at + X!] = places[2 * i]!;
    nodes[at + Y!] = places[2 * i + 1]!;
    nodes[at + MASS!] = 1;
    nodes[at + CONVERGENCE!] = 1;
    nodes[at + SIZE!] = radii[i]!;
    nodes[at + FIXED!] = fixed[i]!;
  }
  const links = edges.slice();
  for (let e = 0; e < links.length; e += EDGE_CELLS) {
    links[e]! *= NODE_CELLS;
    links[e + 1]! *= NODE_CELLS;
    nodes[links[e]! + MASS!]! += links[e + 2]!;
    nodes[links[e + 1]! + MASS!]! += links[e + 2]!;
  }
  const settings = settingsFor(count);
  return {
    step() {
      const before = placesOf(nodes, count);
      iterate(settings, nodes, links);
      return movement(before, nodes);
    },
    places: () => placesOf(nodes, count),
  };
}

const settingsFor = (count: number) => ({
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true,
  gravity: 0.05,
  slowDown: 1 + Math.log(count + 1) / 2,
  barnesHutOptimize: count > APPROXIMATE_FROM,
  barnesHutTheta: 0.7,
});

function placesOf(nodes: Float32Array, count: number): Places {
  const places: Places = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    places[2 * i] = nodes[i * NODE_CELLS]!;
    places[2 * i + 1] = nodes[i * NODE_CELLS + 1]!;
  }
  return places;
}

function movement(before: Places, nodes: Float32Array): number {
  const count = before.length / 2;
  let [moved, least, most] = [0, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const x = nodes[i * NODE_CELLS]!;
    moved += Math.hypot(x - before[2 * i]!, nodes[i * NODE_CELLS + 1]! - before[2 * i + 1]!);
    least = Math.min(least, x);
    most = Math.max(most, x);
  }
  return most > least ? moved / count / (most - least) : 0;
}
