import type { Clock } from "../../src/base/time.ts";

const BUCKETS = [0.005, 0.025, 0.1, 0.5, 2.5];

interface Timing {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** Counters and timings in the text format of Prometheus. No names of people or spaces. */
export class Metrics {
  readonly #counters = new Map<string, number>();
  readonly #timings = new Map<string, Timing>();
  readonly #started: number;
  readonly #clock: Clock;
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#started = clock();
  }

  /** `name` may carry labels: `atelier_ops_total{status="applied"}`. */
  add(name: string, by = 1): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + by);
  }

  time(route: string, ms: number): void {
    const timing = this.#timings.get(route) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
    this.#timings.set(route, timing);
    for (const [i, bucket] of BUCKETS.entries()) if (ms <= bucket * 1000) timing.counts[i]! += 1;
    timing.sum += ms / 1000;
    timing.count += 1;
  }

  text(): string {
    const memory = process.memoryUsage();
    const lines = [
      `atelier_uptime_seconds ${Math.round((this.#clock() - this.#started) / 1000)}`,
      `process_resident_memory_bytes ${memory.rss}`,
      ...[...this.#counters].map(([name, value]) => `${name} ${value}`),
    ];
    const name = "atelier_request_seconds";
    for (const [route, { counts, sum, count }] of this.#timings) {
      lines.push(...BUCKETS.map((bucket, i) => `${name}_bucket{route="${route}",le="${bucket}"} ${counts[i]}`));
      lines.push(`${name}_bucket{route="${route}",le="+Inf"} ${count}`);
      lines.push(`${name}_sum{route="${route}"} ${sum.toFixed(3)}`, `${name}_count{route="${route}"} ${count}`);
    }
    return `${lines.join("\n")}\n`;
  }
}
