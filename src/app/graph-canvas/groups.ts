import type { GraphPicture } from "./graph-picture.ts";
import { hashOf } from "./places.ts";
import type { NodeLook, Region } from "./scene.ts";
import { SHAPES, type Shape } from "./shapes.ts";

export type ColourBy = "cluster" | "type";

/** One line of the legend. */
export interface Group {
  /** The content type, or the number of the cluster; "" for all that have none of their own. */
  readonly key: string;
  readonly token: string;
  readonly shape: Shape;
  /** Places of its nodes in the picture. */
  readonly nodes: readonly number[];
  /** Its most important node. */
  readonly first: number;
}

export interface Grouping {
  readonly groups: readonly Group[];
  readonly looks: readonly NodeLook[];
}

/** So many clusters have a hue of their own; more could not be told apart. */
const HUES = 8;
const SMALLEST_CLUSTER = 3;
const TYPE_SHAPES: Readonly<Record<string, Shape>> = { note: "disc", view: "diamond" };

/** The same type has the same shape in every picture; hue is never the only sign (UI7). */
export const shapeOf = (type: string): Shape => TYPE_SHAPES[type] ?? SHAPES[hashOf(type) % SHAPES.length]!;

const keysOf = ({ nodes }: GraphPicture, by: ColourBy) =>
  nodes.map(({ node_type: type, cluster }) => (by === "type" ? type : cluster ? String(cluster) : ""));

/** Groups of a picture, the largest first, and how each node looks. Nodes of small clusters are one group without a hue. */
export function groupNodes(picture: GraphPicture, by: ColourBy): Grouping {
  const keys = keysOf(picture, by);
  const members = new Map<string, number[]>();
  keys.forEach((key, i) => collect(members, key, i));
  const sorted = [...members].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  const named = by === "type" ? sorted : sorted.filter(([key, own]) => key !== "" && own.length >= SMALLEST_CLUSTER).slice(0, HUES);
  const groups: Group[] = named.map(([key, nodes], i) => ({
    key,
    nodes,
    token: by === "type" ? `--color-${key}` : `--color-group-${i + 1}`,
    shape: by === "type" ? shapeOf(key) : "disc",
    first: mostImportant(picture, nodes),
  }));
  const kept = new Set(named.map(([key]) => key));
  const rest = keys.flatMap((key, i) => (kept.has(key) ? [] : [i]));
  if (rest.length > 0) groups.push({ key: "", nodes: rest, token: OTHERS, shape: "disc", first: mostImportant(picture, rest) });
  const tokens = new Map(groups.map(({ key, token }) => [key, token]));
  const looks = keys.map((key, i) => ({ token: tokens.get(key) ?? OTHERS, shape: shapeOf(picture.nodes[i]!.node_type) }));
  return { groups, looks };
}

const OTHERS = "--color-text-faint";

const mostImportant = ({ nodes }: GraphPicture, of: readonly number[]): number =>
  of.reduce((best, i) => (nodes[i]!.importance > nodes[best]!.importance ? i : best), of[0]!);

/** Clusters are written over the picture, so that they can be told without their hue. */
export const regionsOf = ({ nodes }: GraphPicture, { groups }: Grouping, by: ColourBy): Region[] =>
  by === "type"
    ? []
    : groups.filter(({ key }) => key !== "").map(({ token, first, nodes: own }) => ({ name: nodes[first]!.name, token, nodes: own }));

function collect(members: Map<string, number[]>, key: string, node: number): void {
  const own = members.get(key);
  if (own) own.push(node);
  else members.set(key, [node]);
}
