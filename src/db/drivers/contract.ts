import type { Connection } from "../connection.ts";
import { SqlError } from "../sqlite.ts";
import { openMemory } from "./memory.ts";

/** One rule of the `Connection` interface. `check` throws if it is broken; `open` answers an empty database. */
export interface ContractCase {
  readonly name: string;
  check(open: () => Promise<Connection>): Promise<void>;
}

const table = "CREATE TABLE t (id INTEGER PRIMARY KEY, y TEXT) STRICT";
const ANY = "CREATE TABLE t (id INTEGER PRIMARY KEY, x)";

function equal(actual: unknown, expected: unknown, what: string): void {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, v: unknown) => (typeof v === "bigint" ? `${v}n` : v instanceof Uint8Array ? `bytes ${v.join(" ")}` : v));
  if (text(actual) !== text(expected)) throw new Error(`${what}: ${text(actual)} instead of ${text(expected)}`);
}

function thrown(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown.");
}

const refusal = (work: () => unknown): string => {
  try {
    return `answered ${JSON.stringify(work())}`;
  } catch (error) {
    return (error as Error).name;
  }
};

const on = (name: string, check: (db: Connection) => void): ContractCase => ({
  name,
  async check(open) {
    const db = await open();
    try {
      check(db);
    } finally {
      db.close();
    }
  },
});

/** What every driver keeps; run by Vitest in memory and by `e2e/driver.e2e.ts` on OPFS. */
export const driverContract: readonly ContractCase[] = [
  on("DB1: every kind of value comes back as it was bound", (db) => {
    db.script(ANY);
    const values = [
      null,
      "",
      "a\0b",
      "naïve — 日本語 😀",
      "x".repeat(100_000),
      0,
      -1,
      2 ** 31,
      -(2 ** 40),
      2 ** 53 - 1,
      1.5,
      -0.25,
      2n ** 62n,
      new Uint8Array([0, 255, 7]),
      new Uint8Array(),
    ];
    for (const value of values) {
      db.run("INSERT OR REPLACE INTO t VALUES (1, ?)", [value]);
      equal(db.value("SELECT x FROM t"), value, "value");
    }
    equal(db.row("SELECT ? AS yes, ? AS no", [true, false]), { yes: 1, no: 0 }, "booleans");
  }),
  on("DB2: rows are objects by column name; row and value answer the first, or undefined", (db) => {
    db.script(`${ANY}; INSERT INTO t VALUES (1, 'a'), (2, 'b');`);
    equal(
      db.rows("SELECT id, x FROM t ORDER BY id"),
      [
        { id: 1, x: "a" },
        { id: 2, x: "b" },
      ],
      "rows",
    );
    equal(db.row("SELECT x FROM t ORDER BY id DESC"), { x: "b" }, "row");
    equal(db.value("SELECT count(*) FROM t"), 2, "value");
    equal([db.row("SELECT 1 WHERE 0"), db.value("SELECT 1 WHERE 0")], [undefined, undefined], "nothing");
    equal(db.run("UPDATE t SET x = 'c'"), 2, "changed rows");
  }),
  on("DB3: an error carries its code and its SQL, and the statement can be used again", (db) => {
    db.script(table);
    const sql = "INSERT INTO t (id, y) VALUES (?, ?)";
    db.run(sql, [1, "a"]);
    const error = thrown(() => db.run(sql, [1, "a"]));
    equal([error instanceof SqlError, (error as SqlError).code, error.message.includes(sql)], [true, 19, true], "constraint");
    db.run(sql, [2, "b"]);
    equal(
      (thrown(() => db.rows("SELECT nothing FROM nowhere")) as SqlError).sql,
      "SELECT nothing FROM nowhere",
      "SQL of an error at prepare",
    );
    equal(thrown(() => db.run(sql, [3])) instanceof RangeError, true, "too few parameters");
    equal(thrown(() => db.run(sql, [3, { a: 1 } as never])) instanceof TypeError, true, "an unknown kind of value");
    equal(thrown(() => db.run("SELECT 1; SELECT 2")) instanceof SqlError, true, "two statements");
    equal(thrown(() => db.run(" -- nothing ")) instanceof SqlError, true, "no statement");
    equal(db.value("SELECT 1 -- a comment is fine;\n"), 1, "comment at the end");
  }),
  on("DB4: many statements, a changed schema, and the cache stays right", (db) => {
    db.script(`${ANY}; INSERT INTO t VALUES (1, 'a');`);
    for (let i = 0; i < 600; i++) equal(db.value(`SELECT ${i} + id FROM t`), i + 1, "value");
    equal(db.row("SELECT * FROM t"), { id: 1, x: "a" }, "before");
    db.run("ALTER TABLE t ADD COLUMN z INTEGER DEFAULT 5");
    equal(db.row("SELECT * FROM t"), { id: 1, x: "a", z: 5 }, "after");
  }),
  on("DB5: a transaction may stay open over several calls, each a savepoint in it", (db) => {
    db.script(ANY);
    const add = (id: number) => db.transaction(() => void db.run("INSERT INTO t (id) VALUES (?)", [id]));
    const count = () => db.value("SELECT count(*) FROM t");
    db.begin();
    add(1);
    thrown(() => add(1));
    add(2);
    equal([db.inTransaction, count()], [true, 2], "inside");
    equal(thrown(() => db.begin()).message, "A transaction is open already.", "a second one");
    db.commit();
    equal([db.inTransaction, count()], [false, 2], "committed");
    db.begin();
    add(3);
    db.rollback();
    db.rollback();
    add(4);
    equal([db.inTransaction, db.rows("SELECT id FROM t").map((row) => row["id"])], [false, [1, 2, 4]], "rolled back");
  }),
  on("DB5: a transaction is all or nothing, and savepoints nest in it", (db) => {
    db.script(ANY);
    const add = (id: number) => db.run("INSERT INTO t (id) VALUES (?)", [id]);
    db.transaction(() => {
      add(1);
      thrown(() =>
        db.transaction(() => {
          add(2);
          db.transaction(() => void add(3));
          throw new Error("undo the inner two");
        }),
      );
      db.transaction(() => void add(4));
      equal(db.inTransaction, true, "inside");
    });
    thrown(() =>
      db.transaction(() => {
        add(5);
        throw new Error("undo all");
      }),
    );
    equal(
      db.rows("SELECT id FROM t ORDER BY id").map((row) => row["id"]),
      [1, 4],
      "rows",
    );
    equal(db.inTransaction, false, "outside");
  }),
  on("failure 27: a transaction whose work answers a promise is rolled back and rejected", (db) => {
    db.script(ANY);
    const later = (async () => undefined) as unknown as () => undefined;
    const error = thrown(() => db.transaction(() => (db.run("INSERT INTO t (id) VALUES (1)"), later())));
    equal([error instanceof TypeError, db.value("SELECT count(*) FROM t"), db.inTransaction], [true, 0, false], "rolled back");
  }),
  on("failure 15: the row hook sees REPLACE, WITHOUT ROWID and DELETE of a whole table", (db) => {
    db.script("CREATE TABLE r (id INTEGER PRIMARY KEY, u TEXT UNIQUE); CREATE TABLE w (id TEXT PRIMARY KEY, x) WITHOUT ROWID;");
    const seen: string[] = [];
    db.onRowChange(({ table: name, op, before, after }) =>
      seen.push(`${name} ${op} ${op === "insert" ? String(after(0)) : String(before(0))}`),
    );
    db.run("INSERT INTO r VALUES (1, 'a')");
    db.run("REPLACE INTO r VALUES (2, 'a')");
    db.run("DELETE FROM r");
    db.run("INSERT INTO w VALUES ('k', 1)");
    db.run("UPDATE w SET x = 2");
    db.run("DELETE FROM w");
    equal(seen, ["r insert 1", "r delete 1", "r insert 2", "r delete 2", "w insert k", "w update k", "w delete k"], "changes");
  }),
  on("CH1: before, after and sameness of cells are told; an error of the listener reaches the caller", (db) => {
    db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b REAL, c BLOB, d INTEGER)");
    db.run("INSERT INTO t VALUES (7, 'x', 1.5, x'00ff', 9007199254740993)");
    const seen: unknown[] = [];
    db.onRowChange((change) => {
      for (let i = 0; i < 5; i++) seen.push(change.same(i), change.before(i), change.after(i));
    });
    db.run("UPDATE t SET a = 'y', b = NULL");
    const bytes = new Uint8Array([0, 255]);
    equal(seen, [true, 7, 7, false, "x", "y", false, 1.5, null, true, bytes, bytes, true, 9007199254740993n, 9007199254740993n], "cells");
    db.onRowChange(() => {
      throw new Error("from the listener");
    });
    equal(thrown(() => db.run("DELETE FROM t")).message, "from the listener", "error");
  }),
  on("LQ1: the read set names the tables and columns that a query reads", (db) => {
    db.script(
      "CREATE TABLE a (id INTEGER PRIMARY KEY, x, y); CREATE TABLE b (id INTEGER PRIMARY KEY, z); CREATE VIEW v AS SELECT x FROM a;",
    );
    const reads = (sql: string) => {
      const set = db.readsOf(() => db.rows(sql)).reads;
      return [...set]
        .map(([name, columns]) => `${name}(${[...columns].sort().join(",")})`)
        .sort()
        .join(" ");
    };
    equal(reads("SELECT x FROM a"), "a(x)", "one table");
    equal(reads("SELECT x FROM a"), "a(x)", "from the cache");
    equal(reads("SELECT a.x FROM a JOIN b ON b.z = a.y"), "a(x,y) b(z)", "join");
    equal(reads("SELECT count(*) FROM b"), "b()", "rows only");
    equal(reads("SELECT x FROM v").includes("a(x)"), true, "through a view");
  }),
  on("DB9: the read-only console answers what reads and refuses everything else", (db) => {
    db.script(`${ANY}; CREATE INDEX t_by_x ON t (x); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c');`);
    equal(db.inspect("SELECT x FROM t WHERE id > ? ORDER BY id", [1], 1), [{ x: "b" }], "at most so many rows");
    equal(
      db.inspect("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT max(i) AS m FROM n", [], 9),
      [{ m: 3 }],
      "recursive",
    );
    equal(db.inspect("PRAGMA table_info(t)", [], 9).length, 2, "telling pragma");
    equal(db.inspect("EXPLAIN QUERY PLAN SELECT x FROM t", [], 9).length, 1, "plan");
    const refused = [
      "INSERT INTO t VALUES (4, 'd')",
      "UPDATE t SET x = 1",
      "DELETE FROM t",
      "DROP TABLE t",
      "CREATE TABLE u (x)",
      "ATTACH ':memory:' AS other",
      "DETACH main",
      "PRAGMA journal_mode = DELETE",
      "PRAGMA user_version = 9",
      "PRAGMA writable_schema = ON",
      "BEGIN",
      "COMMIT",
      "SAVEPOINT s",
      "VACUUM",
      "VACUUM INTO '/x'",
      "REINDEX",
      "SELECT 1; DROP TABLE t",
      "WITH x AS (SELECT 1) DELETE FROM t",
      "PRAGMA wal_checkpoint",
      "SELECT load_extension('x')",
    ];
    for (const sql of refused) equal([sql, refusal(() => db.inspect(sql, [], 9))], [sql, "SqlError"], "refused");
    equal([db.value("SELECT count(*) FROM t"), db.inTransaction], [3, false], "untouched");
    db.run("INSERT INTO t VALUES (4, 'd')");
  }),
  {
    name: "failure 19: a copy is one complete database, whatever is still in the log and whatever is written meanwhile",
    async check(open) {
      const [db, target] = [await open(), await openMemory()];
      db.script(ANY);
      for (let i = 1; i <= 200; i++) db.run("INSERT INTO t VALUES (?, ?)", [i, "x".repeat(i * 10)]);
      const copy = db.copyTo(target);
      for (let i = 201; !copy.step(3); i++) {
        // In memory a write begins the copy anew; it ends once nobody writes.
        if (i > 215) continue;
        db.run("INSERT INTO t VALUES (?, ?)", [i, "y".repeat(5000)]);
        db.run("UPDATE t SET x = 'changed' WHERE id = ?", [i - 200]);
      }
      equal([copy.step(3), copy.left], [true, 0], "after the end");
      const sum = "SELECT count(*) AS n, sum(length(x)) AS length, sum(x = 'changed') AS changed FROM t";
      equal([target.row(sum), target.value("PRAGMA integrity_check")], [db.row(sum), "ok"], "rows");
      target.close();
      db.close();
    },
  },
  {
    name: "BR1: a copy that is given up leaves its target as empty as it was",
    async check(open) {
      const [db, target] = [await open(), await openMemory()];
      db.script(`${ANY}; INSERT INTO t VALUES (1, zeroblob(100000));`);
      const copy = db.copyTo(target);
      equal([copy.step(2), copy.left > 0], [false, true], "under way");
      copy.end();
      copy.end();
      equal([target.rows("SELECT name FROM sqlite_schema"), db.value("SELECT count(*) FROM t")], [[], 1], "rows");
      target.close();
      db.close();
    },
  },
  on("closing twice is fine; using a closed database is an error with words", (db) => {
    db.close();
    db.close();
    equal(thrown(() => db.rows("SELECT 1")) instanceof SqlError, true, "closed");
  }),
];
