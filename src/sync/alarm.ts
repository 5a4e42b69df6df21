import type { Clock } from "../base/time.ts";

/** One timer, for the next round of sync. */
export interface Alarm {
  readonly isSet: boolean;
  /** Rings after so many milliseconds, whatever was set before. */
  set(ms: number): void;
  /** Rings after so many milliseconds, unless it rings before that. */
  soon(ms: number): void;
  off(): void;
}

export function createAlarm(now: Clock, after: (ms: number, work: () => void) => () => void, ring: () => void): Alarm {
  let callOff = () => {};
  let due: number | null = null;
  const off = () => {
    callOff();
    due = null;
  };
  const set = (ms: number) => {
    off();
    due = now() + ms;
    callOff = after(ms, () => {
      due = null;
      ring();
    });
  };
  return {
    get isSet() {
      return due !== null;
    },
    set,
    soon(ms) {
      // What should have rung has not if the device's clock was put forward: when it rings is not known then.
      if (due === null || due > now() + ms || due < now()) set(ms);
    },
    off,
  };
}
