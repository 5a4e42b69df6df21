import type { RandomBytes } from "../src/base/ids.ts";
import type { Clock } from "../src/base/time.ts";
import type { Passwords } from "./auth/secrets.ts";
import type { Metrics } from "./http/metrics.ts";
import type { Store } from "./store/store.ts";

/** What the composition root gives to the sync server; tests give their own clock, randomness and store. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly passwords: Passwords;
  readonly metrics: Metrics;
  readonly registration: "open" | "closed";
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a reverse proxy that sets them. */
  readonly trustProxy: boolean;
  /** Where errors go that nobody expected. */
  readonly report: (error: unknown) => void;
}
