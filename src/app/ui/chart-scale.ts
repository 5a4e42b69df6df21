/** From what is counted to where it is drawn. */
export type Scale = (value: number) => number;

export const linear = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale => {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
};

/** Each doubling takes the same room; values must be over zero. */
export const logarithmic = ([from, to]: readonly [number, number], range: readonly [number, number]): Scale => {
  const scale = linear([Math.log2(from), Math.log2(to)], range);
  return (value) => scale(Math.log2(Math.min(to, Math.max(from, value))));
};

/** Round numbers from zero to at least `most`, about as many as `count`: steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(most: number, count = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough)! * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => Math.round(i * step * 1e6) / 1e6);
}

/** Powers of two that hold everything between both. */
export function doublings(least: number, most: number): number[] {
  const first = Math.floor(Math.log2(least));
  const last = Math.max(first + 1, Math.ceil(Math.log2(most)));
  return Array.from({ length: last - first + 1 }, (_, i) => 2 ** (first + i));
}

/** Every so many of them that `room` holds labels of `width`; the last one always. */
export function thinned<T>(values: readonly T[], room: number, width: number): T[] {
  const every = Math.max(1, Math.ceil((values.length * width) / Math.max(width, room)));
  return values.filter((_, i) => (values.length - 1 - i) % every === 0);
}

/** `M x,y L x,y …` */
export const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
