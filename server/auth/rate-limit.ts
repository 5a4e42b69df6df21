import type { Clock } from "../../src/base/time.ts";
import { WireRefusal } from "../http/refusal.ts";

/** At most so many in so long, for each key; kept in this process. */
export class RateLimit {
  readonly #times = new Map<string, number[]>();
  readonly #most: number;
  readonly #span: number;
  readonly #clock: Clock;
  constructor(most: number, spanMs: number, clock: Clock) {
    this.#most = most;
    this.#span = spanMs;
    this.#clock = clock;
  }

  /** Counts one; refuses it with the time to wait if it is one too many. */
  take(key: string): void {
    const now = this.#clock();
    if (this.#times.size > 10_000) this.#forget(now);
    const recent = (this.#times.get(key) ?? []).filter((at) => at > now - this.#span);
    if (recent.length >= this.#most) {
      const wait = Math.ceil((recent[0]! + this.#span - now) / 1000);
      throw new WireRefusal("rate_limited", `Too many tries. Wait ${wait} seconds, then try again.`, { retry_after: wait });
    }
    this.#times.set(key, [...recent, now]);
  }

  clear(key: string): void {
    this.#times.delete(key);
  }

  #forget(now: number): void {
    for (const [key, times] of this.#times) if (times.at(-1)! <= now - this.#span) this.#times.delete(key);
  }
}
