/** Neighbours of all nodes one after another: those of `i` stand from `start[i]` to `start[i + 1]`. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly weight: Float64Array;
}

/** Every edge from both of its ends, whatever its direction. */
export function adjacencyOf(size: number, source: Int32Array, target: Int32Array, weight: Float64Array): Adjacency {
  const start = new Int32Array(size + 1);
  for (let e = 0; e < source.length; e++) {
    start[source[e]! + 1]!++;
    start[target[e]! + 1]!++;
  }
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
  const free = start.slice(0, size);
  const neighbour = new Int32Array(2 * source.length);
  const weights = new Float64Array(2 * source.length);
  for (let e = 0; e < source.length; e++) {
    for (const [from, to] of [
      [source[e]!, target[e]!],
      [target[e]!, source[e]!],
    ] as const) {
      const at = free[from]!++;
      neighbour[at] = to;
      weights[at] = weight[e]!;
    }
  }
  return { start, neighbour, weight: weights };
}
