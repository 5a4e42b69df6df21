import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { lockFolder } from "./lock.ts";
import { migrate } from "./schema.ts";
import { Notices, READ_SETTINGS, type Sql, type Store } from "./store.ts";

const SNAPSHOT = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ${READ_SETTINGS}`;

/**
 * PostgreSQL inside this process. It does not wait for the disk (PGlite does not fsync): a power cut may take the last changes
 * back, which clients notice by the tag in their token and offer again (PR5). A killed process loses nothing.
 * Without a folder it is in memory.
 */
export async function openPglite(folder?: string): Promise<Store> {
  if (folder) mkdirSync(folder, { recursive: true });
  const lock = folder ? lockFolder(folder) : undefined;
  try {
    const db = await PGlite.create({ ...(folder && { dataDir: join(folder, "pglite") }), relaxedDurability: true });
    await db.transaction((tx) => migrate(statements(tx)));
    return pgliteStore(db, () => lock?.release());
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function pgliteStore(db: PGlite, closed: () => void): Store {
  const notices = new Notices();
  return {
    write: (work) => db.transaction((tx) => work(statements(tx))),
    read: (work) =>
      db.transaction(async (tx) => {
        await tx.exec(SNAPSHOT);
        return work(statements(tx));
      }),
    announce: (notice) => notices.say(notice),
    subscribe: (hear) => notices.subscribe(hear),
    async close() {
      await db.close();
      closed();
    },
  };
}

const statements =
  (tx: Transaction): Sql =>
  async <Row>(text: string, params: readonly unknown[] = []) =>
    (await tx.query<Row>(text, [...params])).rows;
