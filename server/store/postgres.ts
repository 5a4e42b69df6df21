import { Client, Pool, types, type PoolClient } from "pg";
import { migrate } from "./schema.ts";
import { Notices, type Notice, READ_SETTINGS, type Sql, type Store } from "./store.ts";

const BEGIN = { write: "BEGIN", read: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${READ_SETTINGS}` };
const CHANNEL = "atelier";
const SQL = { notify: `SELECT pg_notify('${CHANNEL}', $1)`, listen: `LISTEN ${CHANNEL}` };
const INT8 = 20;
/** Serialization failure, deadlock: the transaction is to be tried again. */
const AGAIN = new Set(["40001", "40P01"]);
const TRIES = 4;
const RELISTEN_MS = 2_000;

/** Counts fit a number: heads and times are far below 2^53. */
const parsers = {
  getTypeParser: (oid: number, format?: "text" | "binary") => (oid === INT8 ? Number : types.getTypeParser(oid, format as "text")),
};

/** A PostgreSQL server, or what speaks like one. `report` hears of connections that were lost; they are made again. */
export async function openPostgres(url: string, report: (error: Error) => void): Promise<Store> {
  let closed = false;
  const complain = (error: Error) => closed || report(error);
  const pool = new Pool({ connectionString: url, max: 10, types: parsers, application_name: "atelier", connectionTimeoutMillis: 10_000 });
  pool.on("error", complain);
  try {
    await transaction(pool, BEGIN.write, migrate);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const notices = new Notices();
  const ear = listen(url, notices, complain);
  return {
    write: (work) => transaction(pool, BEGIN.write, work),
    read: (work) => transaction(pool, BEGIN.read, work),
    announce: (notice) => void pool.query(SQL.notify, [JSON.stringify(notice)]).catch(complain),
    subscribe: (hear) => notices.subscribe(hear),
    async close() {
      closed = true;
      await ear.close();
      await pool.end();
    },
  };
}

async function transaction<T>(pool: Pool, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(statements(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      broken = await client.query("ROLLBACK").then(
        () => undefined,
        (lost: Error) => lost,
      );
      if (!AGAIN.has((error as { code?: string }).code ?? "") || attempt === TRIES) throw error;
    } finally {
      client.release(broken);
    }
  }
}

const names = new Map<string, string>();
/** Statements are prepared once a connection, under a name of their own. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `a${names.size}`;
  names.set(text, name);
  return name;
}

const statements =
  (client: PoolClient): Sql =>
  async <Row>(text: string, params: readonly unknown[] = []) =>
    (await client.query(params.length > 0 ? { name: nameOf(text), text, values: [...params] } : text)).rows as Row[];

/** A connection of its own that hears what other processes announce; made anew when it is lost. */
function listen(url: string, notices: Notices, complain: (error: Error) => unknown): { close: () => Promise<void> } {
  let current: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const again = (error: Error) => {
    if (closed) return;
    complain(error);
    current = undefined;
    clearTimeout(timer);
    timer = setTimeout(connect, RELISTEN_MS);
  };
  function connect() {
    const client = new Client({ connectionString: url, application_name: "atelier events" });
    current = client;
    client.on("error", again);
    client.on("notification", ({ payload }) => notices.say(JSON.parse(payload ?? "{}") as Notice));
    client
      .connect()
      .then(() => client.query(SQL.listen))
      .catch(again);
  }
  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current?.end();
    },
  };
}
