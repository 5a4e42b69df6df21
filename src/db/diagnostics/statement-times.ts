import type { Clock } from "../../base/time.ts";

/** What is remembered of one statement: its text, never its parameters (DI1). Times are milliseconds. */
export interface StatementTime {
  readonly sql: string;
  readonly runs: number;
  readonly total_ms: number;
  readonly max_ms: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  /** How often it took longer than `SLOW_MS`. */
  readonly slow: number;
}

export const SLOW_MS = 10;
/** Texts that are remembered; of more, the one that has taken least is forgotten. */
const MOST = 400;
/** The bounds of the histogram grow by half each, from 0.05 ms to about 15 s. */
const FIRST_MS = 0.05;
const GROWTH = 1.5;
const BUCKETS = 32;

interface Record {
  runs: number;
  total: number;
  max: number;
  slow: number;
  readonly buckets: Uint32Array;
}

/** How long statements take, by their text: a bounded histogram of each in memory, gone with the worker. */
export class StatementTimes {
  readonly now: Clock;
  private readonly records = new Map<string, Record>();
  private readonly onSlow: (sql: string, ms: number) => void;

  /** `now`: milliseconds of any beginning, as fine as the browser gives them. */
  constructor(now: Clock, onSlow: (sql: string, ms: number) => void = () => undefined) {
    this.now = now;
    this.onSlow = onSlow;
  }

  record(sql: string, ms: number): void {
    const known = this.records.get(sql) ?? this.add(sql);
    known.runs++;
    known.total += ms;
    if (ms > known.max) known.max = ms;
    known.buckets[bucketOf(ms)]!++;
    if (ms <= SLOW_MS) return;
    known.slow++;
    this.onSlow(sql, ms);
  }

  /** Those that took longest in all come first. */
  list(): StatementTime[] {
    const times = [...this.records].map(([sql, { runs, total, max, slow, buckets }]) => ({
      sql,
      runs,
      total_ms: total,
      max_ms: max,
      p50_ms: Math.min(max, quantile(buckets, runs * 0.5)),
      p99_ms: Math.min(max, quantile(buckets, runs * 0.99)),
      slow,
    }));
    return times.toSorted((a, b) => b.total_ms - a.total_ms);
  }

  clear(): void {
    this.records.clear();
  }

  private add(sql: string): Record {
    if (this.records.size >= MOST) this.forgetOne();
    const record = { runs: 0, total: 0, max: 0, slow: 0, buckets: new Uint32Array(BUCKETS) };
    this.records.set(sql, record);
    return record;
  }

  private forgetOne(): void {
    let least: [string, Record] | undefined;
    for (const entry of this.records) if (!least || entry[1].total < least[1].total) least = entry;
    this.records.delete(least![0]);
  }
}

const bucketOf = (ms: number): number =>
  ms <= FIRST_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / FIRST_MS) / Math.log(GROWTH)));

/** The upper bound of the bucket in which the `rank`-th run lies. */
function quantile(buckets: Uint32Array, rank: number): number {
  let seen = 0;
  for (let i = 0; i < BUCKETS; i++) {
    seen += buckets[i]!;
    if (seen >= rank) return FIRST_MS * GROWTH ** i;
  }
  return Infinity;
}
