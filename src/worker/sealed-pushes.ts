import { SEALED, type SealedAnswer, type SealedPush } from "../base/sealed-push.ts";
import { databaseOf, request } from "./indexed-db.ts";

/** What the leader leaves for the service worker, and what it finds there afterwards (SU13). */
export interface SealedPushes {
  /** From now on exactly these of the account lie ready; what other accounts left is theirs (SU14). */
  replace(account: string, pushes: readonly SealedPush[]): Promise<void>;
  /** What the server said to the account's while nobody was here; in the order of the pushes. */
  answers(account: string): Promise<SealedAnswer[]>;
  forgetAnswers(account: string): Promise<void>;
}

export function indexedDbSealedPushes(factory: IDBFactory): SealedPushes {
  const open = databaseOf(factory, SEALED.database, (database) => {
    for (const name of [SEALED.pushes, SEALED.answers]) database.createObjectStore(name, { keyPath: "id" });
  });
  return {
    async replace(account, pushes) {
      const store = (await open()).transaction(SEALED.pushes, "readwrite", { durability: "strict" }).objectStore(SEALED.pushes);
      await forget<SealedPush>(store, account);
      await Promise.all(pushes.map((push) => request(store.put(push))));
    },
    async answers(account) {
      const store = (await open()).transaction(SEALED.answers).objectStore(SEALED.answers);
      return (await request<SealedAnswer[]>(store.getAll())).filter((answer) => answer.account === account);
    },
    async forgetAnswers(account) {
      await forget<SealedAnswer>((await open()).transaction(SEALED.answers, "readwrite").objectStore(SEALED.answers), account);
    },
  };
}

async function forget<T extends SealedPush | SealedAnswer>(store: IDBObjectStore, account: string): Promise<void> {
  const all = await request<T[]>(store.getAll());
  await Promise.all(all.filter((entry) => entry.account === account).map(({ id }) => request(store.delete(id))));
}
