import { SEALED, type SealedAnswer, type SealedPush } from "../base/sealed-push.ts";
import type { PushDeps } from "./push.ts";

/** What the leader left in IndexedDB. Opened for each use: it must not hold up a leader that wants to delete it. */
export function sealedStore(factory: IDBFactory): PushDeps["store"] {
  async function within<T>(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => IDBRequest<T>): Promise<T> {
    const opening = factory.open(SEALED.database, 1);
    opening.onupgradeneeded = () => {
      for (const name of [SEALED.pushes, SEALED.answers]) opening.result.createObjectStore(name, { keyPath: "id" });
    };
    const database = await answerOf(opening);
    try {
      const transaction = database.transaction([SEALED.pushes, SEALED.answers], mode);
      const committed = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up without a reason."));
      });
      const answer = await answerOf(work(transaction));
      await committed;
      return answer;
    } finally {
      database.close();
    }
  }
  return {
    pushes: () => within<SealedPush[]>("readonly", (transaction) => transaction.objectStore(SEALED.pushes).getAll()),
    answered: async (answer: SealedAnswer) => {
      await within("readwrite", (transaction) => {
        transaction.objectStore(SEALED.pushes).delete(answer.id);
        return transaction.objectStore(SEALED.answers).put(answer);
      });
    },
  };
}

const answerOf = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("IndexedDB failed without a reason."));
  });
