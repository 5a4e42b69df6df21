import type { Locks } from "./locks.ts";

/** The lock `client:<id>`, held while this tab takes part: whoever gets it knows that the tab is gone, however it went (TAB3). */
export interface Presence {
  /** Resolves once the lock is held. */
  arrive(client: string): Promise<void>;
  leave(): void;
}

export function createPresence(locks: Locks): Presence {
  let release = () => {};
  return {
    arrive: (client) =>
      new Promise((resolve, reject) => {
        const hold = () =>
          new Promise<void>((done) => {
            release = done;
            resolve();
          });
        locks.request(`client:${client}`, hold).catch(reject);
      }),
    leave: () => release(),
  };
}
