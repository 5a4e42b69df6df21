import start, { type Database, type SqlJsStatic } from "sql.js";
import wasm from "sql.js/dist/sql-wasm-browser.wasm?url";
import type { SqliteDriver, Value } from "./sqlite.ts";

const STORE = "files";
const KEY = "bench.sqlite";

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

async function openStore(): Promise<IDBDatabase> {
  const request = indexedDB.open("bench-sqljs", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

/** In memory; durable is what was exported whole and put into IndexedDB. */
export function sqljs(): SqliteDriver {
  let store: IDBDatabase;
  let db: Database;
  let library: SqlJsStatic;
  return {
    open: async () => {
      [library, store] = await Promise.all([start({ locateFile: () => wasm }), openStore()]);
      const bytes = (await settled(store.transaction(STORE).objectStore(STORE).get(KEY))) as Uint8Array | undefined;
      db = new library.Database(bytes);
    },
    script: async (sql) => void db.run(sql),
    rows: async (sql, values) => {
      const statement = db.prepare(sql, [...values]);
      const rows: Record<string, Value>[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as Record<string, Value>);
      statement.free();
      return rows;
    },
    batch: async (batches) => {
      db.run("BEGIN");
      for (const { sql, values } of batches) {
        const statement = db.prepare(sql);
        for (const list of values) statement.run([...list]);
        statement.free();
      }
      db.run("COMMIT");
    },
    persist: () =>
      new Promise((resolve, reject) => {
        const transaction = store.transaction(STORE, "readwrite", { durability: "strict" });
        transaction.objectStore(STORE).put(db.export(), KEY);
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error!);
      }),
    close: async () => {
      db.close();
      store.close();
    },
  };
}
