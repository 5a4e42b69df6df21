/** Who holds whom by NEST edges, in numbers. */
export class NestTree {
  readonly #children = new Map<number, number[]>();
  readonly #held = new Set<number>();

  constructor(pairs: readonly (readonly [holder: number, held: number])[]) {
    for (const [holder, held] of pairs) {
      const children = this.#children.get(holder);
      if (children) children.push(held);
      else this.#children.set(holder, [held]);
      this.#held.add(held);
    }
  }

  holds(node: number): boolean {
    return this.#children.has(node);
  }

  holders(): number[] {
    return [...this.#children.keys()];
  }

  held(): number[] {
    return [...this.#held];
  }

  /** Hold others, and nothing holds them. */
  roots(): number[] {
    return this.holders().filter((node) => !this.#held.has(node));
  }

  /** How many of the counted nodes lie below, each once, itself not. */
  countBelow(start: number, counted: ReadonlySet<number>): number {
    const seen = new Set([start]);
    const open = [start];
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const child of this.#children.get(node) ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        if (counted.has(child)) count++;
        open.push(child);
      }
    }
    return count;
  }
}
