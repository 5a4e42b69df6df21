import type { Notice, Store } from "./store.ts";

/** The database could not be opened; the message is for people. */
export class Unavailable extends Error {}

const AGAIN_MS = 5_000;

export interface LazyStore extends Store {
  /** Opens it if it is not open yet. */
  opened(): Promise<Store>;
  /** Only if somebody has needed it. */
  ifOpen(): Promise<Store> | undefined;
}

/**
 * Opens the store when it is first needed: a server that only hands out the app never pays for a database. A failure is answered to
 * everyone who asks, and opening is tried again after a while.
 */
export function lazyStore(open: () => Promise<Store>, now: () => number): LazyStore {
  const hearers = new Map<(notice: Notice) => void, () => void>();
  let store: Store | undefined;
  let opening: Promise<Store> | undefined;
  let failure = { at: -Infinity, error: new Unavailable("") };

  async function opened(): Promise<Store> {
    if (store) return store;
    if (!opening && now() - failure.at < AGAIN_MS) throw failure.error;
    opening ??= open()
      .then((made) => {
        store = made;
        for (const hear of hearers.keys()) hearers.set(hear, made.subscribe(hear));
        return made;
      })
      .catch((error: unknown) => {
        opening = undefined;
        failure = { at: now(), error: new Unavailable(`Sync is not available. ${error instanceof Error ? error.message : String(error)}`) };
        throw failure.error;
      });
    return opening;
  }

  return {
    opened,
    ifOpen: () => (store ? Promise.resolve(store) : opening),
    write: async (work) => (await opened()).write(work),
    read: async (work) => (await opened()).read(work),
    announce: (notice) => store?.announce(notice),
    subscribe(hear) {
      hearers.set(hear, store?.subscribe(hear) ?? (() => undefined));
      return () => {
        hearers.get(hear)?.();
        hearers.delete(hear);
      };
    },
    async close() {
      await opening?.catch(() => undefined);
      await store?.close();
    },
  };
}
