interface Entry {
  readonly cost: number;
  readonly pk: number;
}

/** A binary heap: the cheapest entry on top, of equal ones the one made first. */
export class Heap {
  private readonly entries: Entry[] = [];

  push(cost: number, pk: number): void {
    const { entries } = this;
    let at = entries.push({ cost, pk }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!precedes(entries[at]!, entries[parent]!)) break;
      [entries[at], entries[parent]] = [entries[parent]!, entries[at]!];
      at = parent;
    }
  }

  peek(): Entry | undefined {
    return this.entries[0];
  }

  /** Some of the cheapest, the cheapest among them. */
  first(count: number): number[] {
    return this.entries.slice(0, count).map(({ pk }) => pk);
  }

  pop(): Entry | undefined {
    const { entries } = this;
    const top = entries[0];
    const last = entries.pop();
    if (entries.length > 0 && last) {
      entries[0] = last;
      this.sink();
    }
    return top;
  }

  private sink(): void {
    const { entries } = this;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < entries.length && precedes(entries[child]!, entries[least]!)) least = child;
      if (least === at) return;
      [entries[at], entries[least]] = [entries[least]!, entries[at]!];
      at = least;
    }
  }
}

const precedes = (a: Entry, b: Entry): boolean => a.cost < b.cost || (a.cost === b.cost && a.pk < b.pk);
