import { beforeEach, expect, test } from "vitest";
import type { Connection } from "../connection.ts";
import { PRAGMAS } from "../pragmas.ts";
import { SqlError } from "../sqlite.ts";
import { overlayMethods } from "./file-methods.ts";
import { loadSqlite, openMemoryFile } from "./memory.ts";
import { connectionOf, openFile } from "./wasm.ts";

const IOERR = 10;
const PAGE = 4096;
let files = 0;
let db: Connection;
let name: string;
/** Writes that reached the file and its log. */
let writes: { part: "file" | "journal"; at: number; bytes: number }[];
/** The write with this number, from now on, fails. */
let failing: number | null;

beforeEach(async () => {
  const sqlite3 = await loadSqlite();
  name = `/coalesced-${++files}.sqlite`;
  const pointer = openFile(sqlite3, name, "unix-none");
  db = connectionOf(sqlite3, pointer);
  for (const pragma of Object.values(PRAGMAS)) db.value(pragma);
  db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB)");
  writes = [];
  failing = null;
  for (const part of ["file", "journal"] as const)
    overlayMethods(sqlite3, pointer, part, (own) => ({
      xWrite(file, from, bytes, at) {
        if (failing !== null && failing-- === 0) return IOERR;
        writes.push({ part, at: Number(at), bytes: Number(bytes) });
        return own.xWrite(file, from!, bytes!, at!);
      },
    }));
  db.coalesceWrites();
});

const fill = (rows: number) =>
  db.transaction(() => {
    for (let i = 0; i < rows; i++) db.run("INSERT INTO t (x) VALUES (zeroblob(3000))");
  });
const count = (of: Connection = db) => of.value<number>("SELECT count(*) FROM t");

test("DB16: the pages of a commit go to the log as one write, many as pieces of 31 pages", () => {
  fill(20);
  const bytes = writes.reduce((sum, write) => sum + write.bytes, 0);
  expect(bytes).toBeGreaterThan(20 * PAGE);
  expect(writes.length).toBeLessThanOrEqual(2);
  writes = [];
  fill(200);
  expect(writes.every(({ part, bytes: piece }) => part === "journal" && piece <= 31 * PAGE)).toBe(true);
  expect(writes.length).toBeLessThanOrEqual(10);
});

test("DB16: everything is in the file when the commit answers: the process may end there", async () => {
  fill(50);
  expect(count((await openMemoryFile(name)).db)).toBe(50);
});

test("DB16: pages next to each other are moved from the log into the file together", () => {
  fill(100);
  writes = [];
  expect(db.row("PRAGMA wal_checkpoint(TRUNCATE)")).toMatchObject({ busy: 0 });
  expect(writes.filter(({ part }) => part === "file").length).toBeLessThanOrEqual(8);
  expect(db.value("PRAGMA integrity_check")).toBe("ok");
});

test("DB16: what waits is seen by whoever reads below the database", () => {
  db.begin();
  db.run("PRAGMA cache_size = 10");
  for (let i = 0; i < 40; i++) db.run("INSERT INTO t (x) VALUES (zeroblob(3000))");
  // More than the cache holds: what was put out of it is read from where it waits.
  expect(db.value("SELECT sum(length(x)) FROM t")).toBe(40 * 3000);
  const log = db.rawLog!;
  expect(log.size).toBe(log.read(0, 1e7).length);
  expect(log.size).toBeGreaterThan(PAGE);
  db.rollback();
  expect(count()).toBe(0);
});

test.each([0, 1, 2, 3, 4])("DB16: a write that fails takes the transaction back, whole, and the next one works (write %i)", async (n) => {
  fill(10);
  failing = n;
  expect(() => fill(200)).toThrow(SqlError);
  failing = null;
  expect(count()).toBe(10);
  fill(5);
  expect([count(), db.value("PRAGMA integrity_check")]).toEqual([15, "ok"]);
  expect(count((await openMemoryFile(name)).db)).toBe(15);
});

test("DB16: a checkpoint that fails leaves the log in charge", async () => {
  fill(100);
  failing = 0;
  expect(() => db.value("PRAGMA wal_checkpoint(TRUNCATE)")).toThrow(SqlError);
  failing = null;
  expect([count(), db.value("PRAGMA integrity_check")]).toEqual([100, "ok"]);
  expect(count((await openMemoryFile(name)).db)).toBe(100);
  expect(db.row("PRAGMA wal_checkpoint(TRUNCATE)")).toMatchObject({ busy: 0 });
  expect(db.value("PRAGMA integrity_check")).toBe("ok");
});

test("DB16: whatever is written, read, cut off and measured, in any order, is as if each write had gone out at once", () => {
  const file = db.raw;
  let model = file.read(0, file.size);
  const resized = (size: number) => {
    const other = new Uint8Array(size);
    other.set(model.subarray(0, size));
    return other;
  };
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let step = 0; step < 2000; step++) {
    const at = random(40) * 512;
    const length = 1 + random(1500);
    const kind = random(10);
    if (kind < 5) {
      // Every other one begins where the one before it may have ended.
      const bytes = new Uint8Array(kind < 3 ? 512 : length).fill(step);
      model = resized(Math.max(model.length, at + bytes.length));
      model.set(bytes, at);
      file.write(at, bytes);
    } else if (kind < 8) expect(file.read(at, length), `step ${step}`).toEqual(model.slice(at, at + length));
    else if (kind === 8) expect(file.size, `step ${step}`).toBe(model.length);
    else if (random(10) === 0) {
      model = resized(at);
      file.resize(at);
    } else file.sync();
  }
  expect(file.read(0, model.length)).toEqual(model);
});

test("DB16: pages that lie apart each come to their own place", async () => {
  fill(300);
  db.value("PRAGMA wal_checkpoint(TRUNCATE)");
  db.transaction(() => {
    for (let id = 1; id <= 300; id += 7) db.run("UPDATE t SET x = randomblob(3000) WHERE id = ?", [id]);
  });
  const digest = (of: Connection) => of.value<string>("SELECT group_concat(hex(substr(x, 1, 8))) FROM t");
  const before = digest(db);
  expect(db.row("PRAGMA wal_checkpoint(TRUNCATE)")).toMatchObject({ busy: 0 });
  const again = (await openMemoryFile(name)).db;
  expect([digest(again), again.value("PRAGMA integrity_check")]).toEqual([before, "ok"]);
});

test("a file that is not open has no methods to lie over", async () => {
  const sqlite3 = await loadSqlite();
  const pointer = openFile(sqlite3, ":memory:");
  expect(() => overlayMethods(sqlite3, pointer, "journal", () => ({}))).toThrow("it is not open");
});
