/** Milliseconds of many runs, in order of size. */
export class Figures {
  readonly sorted: readonly number[];
  constructor(samples: readonly number[]) {
    this.sorted = samples.toSorted((a, b) => a - b);
  }
  /** Nearest rank: the smallest sample that at least this share of all do not exceed. */
  at(share: number): number {
    return this.sorted[Math.max(0, Math.ceil(share * this.sorted.length) - 1)] ?? Number.NaN;
  }
  get median(): number {
    return this.at(0.5);
  }
  get p95(): number {
    return this.at(0.95);
  }
  get p99(): number {
    return this.at(0.99);
  }
}

/** What one side (Atelier in the browser, or native SQLite) measured at one size. */
export interface Measured {
  readonly reads: ReadonlyMap<string, Figures>;
  /** A text changed, indexed. */
  readonly write: Figures;
  /** One field changed that no search looks at. */
  readonly touch: Figures;
  /** All notes, indexed, milliseconds. */
  readonly bulk: number;
}

/** What only the browser has. */
export interface MeasuredInBrowser extends Measured {
  readonly coldStart: Figures;
  readonly coldAnswer: Figures;
  readonly memory: { readonly label: string; readonly bytes: number }[];
  readonly databaseBytes: number;
  /** Longest time that the page did not answer while the notes came in, milliseconds. */
  readonly longestBlock: number;
}
