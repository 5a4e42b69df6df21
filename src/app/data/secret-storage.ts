import type { SecretRecord, SecretStorage } from "./secrets.ts";

const STORE = "secrets";
const KEY = "record";

/** One record in a database of its own. */
export function indexedDbSecrets(factory: IDBFactory, name: string): SecretStorage {
  async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await answerOf(opening);
    try {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const committed = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up without a reason."));
      });
      const answer = await answerOf(work(transaction.objectStore(STORE)));
      await committed;
      return answer;
    } finally {
      database.close();
    }
  }
  return {
    read: () => inStore<SecretRecord | undefined>("readonly", (store) => store.get(KEY)),
    write: async (record) => void (await inStore("readwrite", (store) => store.put(record, KEY))),
  };
}

const answerOf = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed without a reason."));
  });
