/** The part of the Web Locks API that tabs use; injected, so that tests decide who gets what. Locks are never stolen. */
export interface Locks {
  /** Waits for the exclusive lock, holds it until `hold` resolves. Resolves false if `signal` withdrew the request before it was granted. */
  request(name: string, hold: () => Promise<void>, signal?: AbortSignal): Promise<boolean>;
  isHeld(name: string): Promise<boolean>;
}

export function webLocks(manager: LockManager): Locks {
  return {
    async request(name, hold, signal) {
      let granted = false;
      const held = manager.request(name, { mode: "exclusive", ...(signal ? { signal } : {}) }, () => {
        granted = true;
        return hold();
      });
      try {
        await held;
      } catch (error) {
        if (granted || !signal?.aborted) throw error;
      }
      return granted;
    },
    async isHeld(name) {
      const { held = [] } = await manager.query();
      return held.some((lock) => lock.name === name);
    },
  };
}

/** Locks of a single process: first come, first served. For tests, and where the browser has none and every tab is alone. */
export function inProcessLocks(): Locks {
  const queues = new Map<string, { run: () => void }[]>();
  const next = (name: string) => queues.get(name)?.[0]?.run();
  return {
    request(name, hold, signal) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      return new Promise((resolve, reject) => {
        let granted = false;
        const leave = () => {
          queue.splice(queue.indexOf(entry), 1);
          queueMicrotask(() => next(name));
        };
        const entry = {
          run() {
            if (granted) return;
            granted = true;
            hold()
              .then(() => resolve(true), reject)
              .finally(leave);
          },
        };
        if (signal?.aborted) return resolve(false);
        signal?.addEventListener("abort", () => {
          if (granted || !queue.includes(entry)) return;
          leave();
          resolve(false);
        });
        queue.push(entry);
        if (queue[0] === entry) queueMicrotask(() => queue[0] === entry && entry.run());
      });
    },
    isHeld: async (name) => (queues.get(name)?.length ?? 0) > 0,
  };
}
