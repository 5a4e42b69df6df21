import type { Status } from "../rpc/api.ts";

/** The status of this tab; listeners hear of it at once and whenever it changed. */
export interface StatusStore {
  readonly current: Status;
  set(change: Partial<Status>): void;
  listen(listener: (status: Status) => void): void;
}

export function createStatusStore(version: string): StatusStore {
  const listeners: ((status: Status) => void)[] = [];
  let current: Status = {
    version,
    role: "starting",
    storage: "unknown",
    epoch: 0,
    pending: 0,
    stalled: false,
    readOnly: null,
    failure: null,
    notice: null,
  };
  return {
    get current() {
      return current;
    },
    set(change) {
      const next = { ...current, ...change };
      if ((Object.keys(change) as (keyof Status)[]).every((key) => next[key] === current[key])) return;
      current = next;
      for (const listener of listeners) listener(current);
    },
    listen(listener) {
      listeners.push(listener);
      listener(current);
    },
  };
}
