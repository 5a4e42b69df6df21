import type { Mutation } from "../rpc/api.ts";

/** Mutations that were sent to a leader and not acknowledged yet; the next leader applies what is left (TAB7, failure 9). */
export interface Journal {
  put(client: string, mutation: Mutation): Promise<void>;
  remove(id: string): Promise<void>;
  /** Of one client or of all, oldest first. */
  left(client?: string): Promise<Mutation[]>;
}

interface Entry {
  readonly id: string;
  readonly client: string;
  readonly mutation: Mutation;
}

const STORE = "intents";

export function indexedDbJournal(factory: IDBFactory, name: string): Journal {
  // Opened ahead, so that a takeover does not wait for it; a failure shows at the first use, which tries again.
  let opening: Promise<IDBDatabase> | undefined = open(factory, name);
  opening.catch(() => (opening = undefined));
  const database = () => (opening ??= open(factory, name));
  return {
    async put(client, mutation) {
      const entry: Entry = { id: mutation.id, client, mutation };
      await run((await database()).transaction(STORE, "readwrite").objectStore(STORE).put(entry));
    },
    async remove(id) {
      await run((await database()).transaction(STORE, "readwrite").objectStore(STORE).delete(id));
    },
    async left(client) {
      const entries: Entry[] = await run((await database()).transaction(STORE).objectStore(STORE).getAll());
      return ofClient(entries, client);
    },
  };
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return run(request);
}

const run = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed without a reason."));
  });

/** Ids are UUIDv7: their order is the order in which the person acted. */
const ofClient = (entries: Entry[], client: string | undefined): Mutation[] =>
  entries
    .filter((entry) => client === undefined || entry.client === client)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ mutation }) => mutation);

/** For tests, and for browsers without IndexedDB, where the page's own last resort remains. */
export function memoryJournal(): Journal {
  const entries = new Map<string, Entry>();
  return {
    put: async (client, mutation) => void entries.set(mutation.id, { id: mutation.id, client, mutation: structuredClone(mutation) }),
    remove: async (id) => void entries.delete(id),
    left: async (client) => ofClient([...entries.values()], client),
  };
}
