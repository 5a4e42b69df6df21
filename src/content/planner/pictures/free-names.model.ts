/** A name on a picture: its middle line at `y`, beginning, centred or ending at `x`; pixels. */
export interface PlacedName {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

/** A wide guess at the text of a picture: a name left out is better than two that cannot be read. */
const LETTER_WIDTH = 7;
const LINE_HEIGHT = 16;

function leftOf({ text, x, anchor }: PlacedName): number {
  const width = text.length * LETTER_WIDTH;
  return anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
}

function overlap(a: PlacedName, b: PlacedName): boolean {
  const [left, other] = [leftOf(a), leftOf(b)];
  const apart = left + a.text.length * LETTER_WIDTH < other || other + b.text.length * LETTER_WIDTH < left;
  return !apart && Math.abs(a.y - b.y) < LINE_HEIGHT;
}

/** Those that cover none before them; who comes first keeps its place. */
export function freeNames<N extends PlacedName>(names: readonly N[]): N[] {
  const free: N[] = [];
  for (const name of names) if (!free.some((other) => overlap(name, other))) free.push(name);
  return free;
}
