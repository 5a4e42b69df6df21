import type { FolderHandle, HandleStore } from "./disk-folder.ts";

const STORE = "handles";
const KEY = "folder";

/** IndexedDB is the only place where a browser keeps a handle. */
export function indexedDbHandle(factory: IDBFactory, name: string): HandleStore {
  async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await answerOf(opening);
    try {
      return await answerOf(work(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  }
  return {
    read: () => inStore<FolderHandle | undefined>("readonly", (store) => store.get(KEY)),
    async write(handle) {
      if (handle) await inStore("readwrite", (store) => store.put(handle, KEY));
      else await inStore("readwrite", (store) => store.delete(KEY));
    },
  };
}

const answerOf = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed without a reason."));
  });
