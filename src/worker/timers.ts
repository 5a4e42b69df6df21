import type { Clock } from "../base/time.ts";

/** Time as tabs see it; injected, so that tests own it. */
export interface Timers {
  readonly now: Clock;
  /** Runs `work` once after `ms`; answers how to call it off. */
  after(ms: number, work: () => void): () => void;
}

export const realTimers: Timers = {
  // Milliseconds UTC that never go back.
  now: () => performance.timeOrigin + performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
