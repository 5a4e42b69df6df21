import type { GraphPicture, PictureIndex } from "./graph-picture.ts";

/** Where nodes are: x and y of each, one after the other, in the order of the picture. */
export type Places = Float32Array<ArrayBuffer>;

/** FNV-1a: the same id has the same number on every device. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The last characters of an id must move the high bits too.
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A point of the unit disc that depends on the id alone (GV3). */
function seededPoint(id: string): [number, number] {
  const angle = (hashOf(id) / 2 ** 32) * 2 * Math.PI;
  const radius = Math.sqrt(hashOf(`${id}/r`) / 2 ** 32);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

export interface FirstPlaces {
  readonly places: Places;
  /** How many nodes had no place of their own. */
  readonly unplaced: number;
  /** 1 for every node that was placed before: the layout leaves it where it is. */
  readonly fixed: Uint8Array;
}

/** Distance that the layout keeps between two linked nodes, more or less. */
const STEP = 12;

/**
 * Where the layout begins. Without any known place it is a disc seeded by the ids; with some, a new node begins among its
 * neighbours that have one, and a node without such neighbours on the rim (GV3).
 */
export function firstPlaces({ nodes, edges }: GraphPicture, index: PictureIndex): FirstPlaces {
  const places: Places = new Float32Array(2 * nodes.length);
  const fixed = new Uint8Array(nodes.length);
  nodes.forEach(({ x, y }, i) => {
    if (x === null || y === null) return;
    places.set([x, y], 2 * i);
    fixed[i] = 1;
  });
  const known = fixed.reduce((sum, one) => sum + one, 0);
  const unplaced = nodes.length - known;
  if (unplaced === 0) return { places, unplaced, fixed };
  const rim = known > 0 ? rimOf(places, fixed) : { x: 0, y: 0, radius: STEP * Math.sqrt(nodes.length + edges.length / 4) };
  const done = fixed.slice();
  for (const i of byPlacedNeighbours(nodes.length, fixed, index)) {
    const [dx, dy] = seededPoint(nodes[i]!.id);
    const near = index.neighbours(i).filter(({ node }) => done[node] === 1 && node !== i);
    if (near.length > 0) {
      const mean = (axis: 0 | 1) => near.reduce((sum, { node }) => sum + places[2 * node + axis]!, 0) / near.length;
      places.set([mean(0) + STEP * dx, mean(1) + STEP * dy], 2 * i);
    } else {
      const length = known > 0 ? Math.hypot(dx, dy) || 1 : 1;
      places.set([rim.x + (rim.radius * dx) / length, rim.y + (rim.radius * dy) / length], 2 * i);
    }
    if (known > 0) done[i] = 1;
  }
  return { places, unplaced, fixed };
}

/** Nodes without a place, those that touch a placed one first, so that a chain of new nodes grows from what is there. */
function byPlacedNeighbours(count: number, fixed: Uint8Array, index: PictureIndex): number[] {
  const order: number[] = [];
  const seen = fixed.slice();
  let front = Array.from({ length: count }, (_, i) => i).filter((i) => fixed[i] === 1);
  while (front.length > 0) {
    const next: number[] = [];
    for (const i of front) {
      for (const { node } of index.neighbours(i)) {
        if (seen[node] === 1) continue;
        seen[node] = 1;
        next.push(node);
      }
    }
    order.push(...next);
    front = next;
  }
  for (let i = 0; i < count; i++) if (seen[i] === 0) order.push(i);
  return order;
}

function rimOf(places: Places, fixed: Uint8Array): { x: number; y: number; radius: number } {
  let [x, y, count, radius] = [0, 0, 0, 0];
  fixed.forEach((one, i) => {
    if (one === 0) return;
    x += places[2 * i]!;
    y += places[2 * i + 1]!;
    count++;
  });
  x /= count;
  y /= count;
  fixed.forEach((one, i) => {
    if (one === 1) radius = Math.max(radius, Math.hypot(places[2 * i]! - x, places[2 * i + 1]! - y));
  });
  return { x, y, radius: radius * 1.04 + STEP };
}
