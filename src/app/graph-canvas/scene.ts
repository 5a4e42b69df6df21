import type { EdgeType } from "../../content/spine/spine.model.ts";
import type { GraphPicture, PictureIndex } from "./graph-picture.ts";
import { EDGE_LOOKS, type Shape } from "./shapes.ts";
import type { Places } from "./places.ts";
import type { Rgba } from "./theme-colors.ts";

/** A node as it is drawn: the token of its colour, and its shape. */
export interface NodeLook {
  readonly token: string;
  readonly shape: Shape;
}

/** A name that is written over a part of the picture. */
export interface Region {
  readonly name: string;
  readonly token: string;
  /** Places of its nodes in the picture. */
  readonly nodes: readonly number[];
}

/** All that the renderer draws. */
export interface Scene {
  readonly picture: GraphPicture;
  readonly index: PictureIndex;
  readonly places: Places;
  readonly radii: Float32Array;
  readonly looks: readonly NodeLook[];
  readonly regions: readonly Region[];
  readonly hidden: ReadonlySet<EdgeType>;
}

/** What is lit while the rest fades: a node with its neighbours, or a path. Places in the picture. */
export interface Lit {
  readonly nodes: ReadonlySet<number>;
  readonly edges: readonly number[];
  /** The nodes of a path in order: numbered, and joined by a bold line. */
  readonly path?: readonly number[];
  readonly center?: number;
}

/** A node and everything one edge away, by edges of the types that are shown. */
export function litAround({ picture, index, hidden }: Pick<Scene, "picture" | "index" | "hidden">, center: number): Lit {
  const touching = index.neighbours(center).filter(({ edge }) => !hidden.has(picture.edges[edge]!.edge_type));
  return { center, nodes: new Set([center, ...touching.map(({ node }) => node)]), edges: touching.map(({ edge }) => edge) };
}

/** The steps of a path, as far as they are in the picture. */
export function litPath({ at }: PictureIndex, ids: readonly string[], picture: GraphPicture): Lit {
  const path = ids.map((id) => at.get(id)).filter((node) => node !== undefined);
  const steps = new Set(path.slice(1).map((node, i) => pair(path[i]!, node)));
  const edges = picture.edges.flatMap(({ source, target }, i) => (steps.has(pair(source, target)) ? [i] : []));
  return { nodes: new Set(path), edges, path };
}

const pair = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** How strong an edge is drawn by its type: colour token, alpha, width in CSS pixels. Many edges are fainter each. */
export function edgeLook(type: EdgeType, edges: number): { token: string; alpha: number; width: number; look: number } {
  const faint = edges > 6000 ? 0.4 : edges > 1500 ? 0.6 : 1;
  return { ...EDGE_STROKES[type], alpha: EDGE_STROKES[type].alpha * faint, look: EDGE_LOOKS.indexOf(type) };
}

const EDGE_STROKES: Record<EdgeType, { token: string; alpha: number; width: number }> = {
  LINK: { token: "--color-text-faint", alpha: 0.42, width: 1 },
  NEST: { token: "--color-text-muted", alpha: 0.6, width: 2.4 },
  SEQUENCE: { token: "--color-accent", alpha: 0.8, width: 1.4 },
  AFFINITY: { token: "--color-music", alpha: 0.75, width: 1.4 },
};

/** sigma reads `#rrggbbaa`. */
export function hexColor([red, green, blue, own]: Rgba, alpha = 1): string {
  const byte = (value: number) => Math.round(value).toString(16).padStart(2, "0");
  return `#${byte(red)}${byte(green)}${byte(blue)}${byte(own * alpha * 255)}`;
}
