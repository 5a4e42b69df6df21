import type { Mutation } from "../rpc/api.ts";
import { databaseOf, request } from "./indexed-db.ts";

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
  const database = databaseOf(factory, name, (db) => db.createObjectStore(STORE, { keyPath: "id" }));
  return {
    async put(client, mutation) {
      const entry: Entry = { id: mutation.id, client, mutation };
      await request((await database()).transaction(STORE, "readwrite").objectStore(STORE).put(entry));
    },
    async remove(id) {
      await request((await database()).transaction(STORE, "readwrite").objectStore(STORE).delete(id));
    },
    async left(client) {
      const entries: Entry[] = await request((await database()).transaction(STORE).objectStore(STORE).getAll());
      return ofClient(entries, client);
    },
  };
}

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
