import { type EventStore, type LoggedEvent, MOST_EVENTS } from "../db/diagnostics/event-log.ts";
import { databaseOf, request } from "./indexed-db.ts";

const STORE = "events";

/** The event log beside the workspace, not in it: it is there when the workspace cannot be opened, and in no backup (DI2). */
export function indexedDbEvents(factory: IDBFactory, name: string): EventStore {
  const database = databaseOf(factory, name, (db) => db.createObjectStore(STORE, { autoIncrement: true }));
  return {
    async append(events) {
      const store = (await database()).transaction(STORE, "readwrite").objectStore(STORE);
      for (const event of events) store.add(event);
      const keys = await request(store.getAllKeys());
      const last = keys.at(-MOST_EVENTS - 1);
      if (last !== undefined) await request(store.delete(IDBKeyRange.upperBound(last)));
    },
    async newest(limit) {
      const store = (await database()).transaction(STORE).objectStore(STORE);
      const all: LoggedEvent[] = await request(store.getAll());
      return all.slice(-limit);
    },
  };
}
