import { SEALED, type SealedAnswer, type SealedPush } from "../base/sealed-push.ts";
import { databaseOf, request } from "./indexed-db.ts";

/** What the leader leaves for the service worker, and what it finds there afterwards (SU13). */
export interface SealedPushes {
  /** From now on exactly these lie ready. */
  replace(pushes: readonly SealedPush[]): Promise<void>;
  /** What the server said while nobody was here; in the order of the pushes. */
  answers(): Promise<SealedAnswer[]>;
  forgetAnswers(): Promise<void>;
}

export function indexedDbSealedPushes(factory: IDBFactory): SealedPushes {
  const open = databaseOf(factory, SEALED.database, (database) => {
    for (const name of [SEALED.pushes, SEALED.answers]) database.createObjectStore(name, { keyPath: "id" });
  });
  return {
    async replace(pushes) {
      const store = (await open()).transaction(SEALED.pushes, "readwrite", { durability: "strict" }).objectStore(SEALED.pushes);
      const done = [request(store.clear()), ...pushes.map((push) => request(store.put(push)))];
      await Promise.all(done);
    },
    answers: async () => request<SealedAnswer[]>((await open()).transaction(SEALED.answers).objectStore(SEALED.answers).getAll()),
    async forgetAnswers() {
      await request((await open()).transaction(SEALED.answers, "readwrite").objectStore(SEALED.answers).clear());
    },
  };
}
