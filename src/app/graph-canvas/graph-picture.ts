import type { EdgeType } from "../../content/spine/spine.model.ts";

/** A node as the picture needs it. `x` and `y` are null until it has been placed. */
export interface PictureNode {
  readonly id: string;
  readonly node_type: string;
  readonly name: string;
  readonly degree: number;
  /** 0 until it is ranked. */
  readonly cluster: number;
  readonly importance: number;
  readonly x: number | null;
  readonly y: number | null;
}

/** An edge between two nodes of the same picture, by their places in its list. */
export interface PictureEdge {
  readonly source: number;
  readonly target: number;
  readonly edge_type: EdgeType;
  readonly weight: number;
}

export interface GraphPicture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface Neighbour {
  /** Place of the node at the other end. */
  readonly node: number;
  readonly edge: number;
}

/** What is asked of a picture over and over: where a node is, and what it touches. */
export interface PictureIndex {
  readonly at: ReadonlyMap<string, number>;
  /** Self loops once. */
  readonly neighbours: (node: number) => readonly Neighbour[];
}

export function indexPicture({ nodes, edges }: GraphPicture): PictureIndex {
  const at = new Map(nodes.map(({ id }, i) => [id, i]));
  const touching: Neighbour[][] = nodes.map(() => []);
  edges.forEach(({ source, target }, edge) => {
    touching[source]!.push({ node: target, edge });
    if (source !== target) touching[target]!.push({ node: source, edge });
  });
  return { at, neighbours: (node) => touching[node] ?? [] };
}

/** Radius of every node in pixels at the first zoom: its area grows with its importance, its links standing in until it is ranked. `room`: 1 on a desktop, less on less paper. */
export function radiiOf({ nodes }: GraphPicture, room = 1): Float32Array {
  const ranked = nodes.some(({ importance }) => importance > 0);
  const worth = (node: PictureNode) => (ranked ? node.importance : node.degree);
  const most = nodes.reduce((max, node) => Math.max(max, worth(node)), 0) || 1;
  // Many nodes share the same paper, so each gets less of it.
  const scale = room * (nodes.length > 1500 ? 0.62 : nodes.length > 300 ? 0.8 : 1);
  return Float32Array.from(nodes, (node) => scale * (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(worth(node) / most)));
}

const SMALLEST = 3.5;
const LARGEST = 15;
