/** Long enough to be worth a turn, short enough that nobody waits for it (IM7). */
const WANTED_MS = 15;

/**
 * Sizes the steps of bulk work by what the last ones took, so that one takes about as long on any device.
 * Answers a function that runs one step; the step is told how much it may do.
 */
export function createPace(
  now: () => number,
  first: number,
  most: number,
): { readonly size: number; step<T>(work: (size: number) => T): T } {
  let size = first;
  return {
    get size() {
      return size;
    },
    step(work) {
      const start = now();
      const result = work(size);
      const factor = WANTED_MS / Math.max(1, now() - start);
      // It grows by doubling at most: a step may have been cheap by chance.
      size = Math.max(1, Math.min(most, Math.round(size * Math.min(2, Math.max(0.25, factor)))));
      return result;
    },
  };
}
