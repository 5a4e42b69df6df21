/**
 * Hybrid logical clock (PR3): 48 bits of milliseconds, a 16-bit counter, a 64-bit client. As text it is 12 + 4 + 16
 * hexadecimal digits, which sort as text in the order of the clocks.
 */
export interface Hlc {
  readonly ms: number;
  readonly counter: number;
  /** 16 hexadecimal digits. */
  readonly client: string;
}

/** How far a clock may be ahead of the one that looks at it. */
export const MAX_SKEW_MS = 60_000;

const MAX_MS = 2 ** 48 - 1;
const MAX_COUNTER = 2 ** 16 - 1;
const TEXT = /^[0-9a-f]{32}$/;
const CLIENT = /^[0-9a-f]{16}$/;

export const isHlc = (text: string): boolean => TEXT.test(text);
export const isClientId = (text: string): boolean => CLIENT.test(text);

export const encodeHlc = ({ ms, counter, client }: Hlc): string =>
  ms.toString(16).padStart(12, "0") + counter.toString(16).padStart(4, "0") + client;

/** `text` must be one (`isHlc`). */
export const decodeHlc = (text: string): Hlc => ({ ms: hlcMs(text), counter: parseInt(text.slice(12, 16), 16), client: hlcClient(text) });

export const hlcMs = (text: string): number => parseInt(text.slice(0, 12), 16);
export const hlcClient = (text: string): string => text.slice(16);

/** Negative if `a` is earlier. Clients decide between clocks of the same moment, so that no two are equal. */
export function compareHlc(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The clock of the next change made here: later than `last` whatever the device's clock `now` says. */
export function tick(last: Hlc, now: number): Hlc {
  const ms = Math.min(Math.max(Math.floor(now), 0), MAX_MS);
  if (ms > last.ms) return { ms, counter: 0, client: last.client };
  if (last.counter < MAX_COUNTER) return { ...last, counter: last.counter + 1 };
  if (last.ms === MAX_MS) throw new RangeError("The hybrid logical clock is used up.");
  return { ms: last.ms + 1, counter: 0, client: last.client };
}

/**
 * The clock after seeing another's: the next tick is later than both. One that is too far ahead of `now` moves nothing,
 * so that a single wrong clock cannot drag all others along.
 */
export function observe(last: Hlc, seen: string, now: number): Hlc {
  const { ms, counter } = decodeHlc(seen);
  if (ms > now + MAX_SKEW_MS) return last;
  return ms > last.ms || (ms === last.ms && counter > last.counter) ? { ms, counter, client: last.client } : last;
}
