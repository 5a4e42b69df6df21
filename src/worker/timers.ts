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

/**
 * Runs `work` after `ms`; with 0 as soon as the messages that have arrived are answered. Browsers let nested timers
 * wait 4 ms and more, which long work in small steps would pay at every step; a message to oneself waits for nothing else.
 */
export function createLater(): (work: () => void, ms: number) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()!();
  return (work, ms) => {
    if (ms > 0) setTimeout(work, ms);
    else {
      waiting.push(work);
      port2.postMessage(null);
    }
  };
}
