/** Seeded random numbers (mulberry32): the same seed gives the same notes on every machine. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** 0 ≤ n < end */
  below(end: number): number;
  pick<T>(list: readonly T[]): T;
  /** A rank of a Zipf distribution over `size` items: item 0 is drawn most often. */
  zipf(size: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    // The inverse of the harmonic distribution's integral: rank + 1 = (size + 1)^u.
    zipf: (size) => Math.min(size - 1, Math.floor((size + 1) ** next()) - 1),
  };
}
