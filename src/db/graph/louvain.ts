import type { Adjacency } from "./adjacency.ts";

/** Nodes between two turns of others: a few milliseconds. */
const NODES_PER_TURN = 10_000;
const MOST_PASSES = 32;
/** A move must gain more than what rounding can pretend. */
const GAIN = 1e-12;

/** A graph whose nodes may stand for many; `loop` is the weight inside of each, counted from both ends. */
interface Level extends Adjacency {
  readonly size: number;
  readonly loop: Float64Array;
}

/**
 * Clusters by modularity (Louvain): every node joins the neighbouring cluster that gains most, until none moves; clusters
 * become nodes, and again. Nodes in a fixed order, ties to the smallest number: the same graph has the same clusters (GR6).
 * Answers a cluster number for each node, in no particular order.
 */
export function* louvain(adjacency: Adjacency): Generator<void, Int32Array> {
  const size = adjacency.start.length - 1;
  let level: Level = { ...adjacency, size, loop: new Float64Array(size) };
  let cluster = Int32Array.from({ length: size }, (_, i) => i);
  for (;;) {
    const { members, count } = numbered(yield* moveNodes(level));
    cluster = cluster.map((node) => members[node]!);
    if (count === level.size) return cluster;
    level = yield* merged(level, members, count);
  }
}

function* moveNodes({ size, start, neighbour, weight, loop }: Level): Generator<void, Int32Array> {
  const member = Int32Array.from({ length: size }, (_, i) => i);
  const strength = Float64Array.from(loop);
  for (let i = 0; i < size; i++) for (let at = start[i]!; at < start[i + 1]!; at++) strength[i]! += weight[at]!;
  const total = Float64Array.from(strength);
  const all = strength.reduce((sum, s) => sum + s, 0);
  const towards = new Float64Array(size);
  const touched: number[] = [];
  let looked = 0;
  for (let pass = 0, moved = 1; moved > 0 && pass < MOST_PASSES; pass++) {
    moved = 0;
    for (let i = 0; i < size; i++) {
      if (++looked % NODES_PER_TURN === 0) yield;
      const own = member[i]!;
      for (let at = start[i]!; at < start[i + 1]!; at++) {
        const other = member[neighbour[at]!]!;
        if (towards[other] === 0) touched.push(other);
        towards[other]! += weight[at]!;
      }
      total[own]! -= strength[i]!;
      let best = own;
      let most = towards[own]! - (total[own]! * strength[i]!) / all;
      for (const other of touched) {
        const gain = towards[other]! - (total[other]! * strength[i]!) / all;
        if (gain > most + GAIN || (gain > most - GAIN && best !== own && other < best)) [best, most] = [other, gain];
      }
      total[best]! += strength[i]!;
      if (best !== own) moved++;
      member[i] = best;
      for (const other of touched) towards[other] = 0;
      touched.length = 0;
    }
  }
  return member;
}

/** The same clusters, numbered from 0 in the order of their first nodes. */
function numbered(member: Int32Array): { members: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  const members = member.map((old) => {
    const known = numbers.get(old);
    if (known !== undefined) return known;
    numbers.set(old, numbers.size);
    return numbers.size - 1;
  });
  return { members, count: numbers.size };
}

/** Each cluster as one node. */
function* merged({ size, start, neighbour, weight, loop }: Level, members: Int32Array, count: number): Generator<void, Level> {
  const inCluster = groupsOf(members, count);
  const [starts, neighbours, weights] = [new Int32Array(count + 1), [] as number[], [] as number[]];
  const loops = new Float64Array(count);
  const towards = new Float64Array(count);
  let seen = 0;
  for (let c = 0; c < count; c++) {
    const touched: number[] = [];
    for (let k = inCluster.start[c]!; k < inCluster.start[c + 1]!; k++) {
      const i = inCluster.nodes[k]!;
      loops[c]! += loop[i]!;
      for (let at = start[i]!; at < start[i + 1]!; at++) {
        const other = members[neighbour[at]!]!;
        if (other === c) loops[c]! += weight[at]!;
        else {
          if (towards[other] === 0) touched.push(other);
          towards[other]! += weight[at]!;
        }
      }
      if (++seen % NODES_PER_TURN === 0 && seen < size) yield;
    }
    for (const other of touched) {
      neighbours.push(other);
      weights.push(towards[other]!);
      towards[other] = 0;
    }
    starts[c + 1] = neighbours.length;
  }
  return { size: count, start: starts, neighbour: Int32Array.from(neighbours), weight: Float64Array.from(weights), loop: loops };
}

function groupsOf(members: Int32Array, count: number): { start: Int32Array; nodes: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const c of members) start[c + 1]!++;
  for (let c = 0; c < count; c++) start[c + 1]! += start[c]!;
  const free = start.slice(0, count);
  const nodes = new Int32Array(members.length);
  members.forEach((c, i) => (nodes[free[c]!++] = i));
  return { start, nodes };
}
