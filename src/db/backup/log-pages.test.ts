import { beforeEach, expect, test } from "vitest";
import type { Connection } from "../connection.ts";
import { openMemory, openMemoryFile, writeToMemoryFile } from "../drivers/memory.ts";
import { copyFileOf } from "./file-copy.ts";
import { LogPages } from "./log-pages.ts";

let db: Connection;
let reader: LogPages;
beforeEach(async () => {
  ({ db } = await openMemoryFile());
  db.script("PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 4; CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);");
  reader = new LogPages();
});
const next = () => reader.next(db.rawLog);
const long = (letter: string) => db.run("INSERT INTO t (x) VALUES (?)", [letter.repeat(50_000)]);

/** The database as its file and the pages that were read make it. */
function rebuilt(all: readonly ReturnType<typeof next>[]): Promise<Connection> {
  const count = all.findLast(({ pageCount }) => pageCount !== null)!.pageCount!;
  const bytes = new Uint8Array(Math.max(count * 4096, db.raw.size));
  bytes.set(db.raw.read(0, db.raw.size));
  for (const { pages } of all) for (const { offset, bytes: page } of pages) bytes.set(page, offset);
  bytes.fill(1, 18, 20);
  return writeToMemoryFile("/rebuilt.sqlite", bytes.subarray(0, count * 4096));
}

test("BR1: commits are read one after the other, each once, as SQLite wrote them", async () => {
  long("a");
  const first = next();
  expect(first.pages.length).toBeGreaterThan(10);
  expect(next()).toEqual({ pages: [], pageCount: null });
  long("b");
  db.run("DELETE FROM t WHERE id = 1");
  const second = next();
  expect(second.pageCount).toBe(db.value("PRAGMA page_count"));
  const copy = await rebuilt([first, second]);
  expect([copy.value("PRAGMA integrity_check"), copy.rows("SELECT id, substr(x, 1, 1) AS x FROM t")]).toEqual(["ok", [{ id: 2, x: "b" }]]);
});

test("BR1: what is not committed, or was rolled back, is never taken for written", () => {
  next();
  db.begin();
  for (const letter of "abcdef") long(letter);
  // The cache is small: pages stand in the log before the commit.
  expect(db.rawLog!.size).toBeGreaterThan(100_000);
  expect(next().pages).toEqual([]);
  db.rollback();
  expect(next().pages).toEqual([]);
  db.run("INSERT INTO t (x) VALUES ('short')");
  const { pages } = next();
  expect(pages.length).toBeLessThan(4);
  expect(next().pages).toEqual([]);
});

test("BR1: a log that was begun anew is read from its beginning; what is left from before it is not", () => {
  for (const letter of "abc") long(letter);
  next();
  db.value("PRAGMA wal_checkpoint(PASSIVE)");
  db.run("INSERT INTO t (x) VALUES ('anew')");
  const { pages, pageCount } = next();
  expect(pages.length).toBeLessThan(4);
  expect(pageCount).toBe(db.value("PRAGMA page_count"));
  expect(next().pages).toEqual([]);
});

test("BR1: a commit that did not arrive whole is not read, and nothing after it", () => {
  next();
  const { size } = db.rawLog!;
  long("a");
  const [last] = db.rawLog!.read(db.rawLog!.size - 1, 1);
  db.rawLog!.write(db.rawLog!.size - 1, new Uint8Array([last! ^ 1]));
  long("b");
  expect([next().pages, db.rawLog!.size > size]).toEqual([[], true]);
});

test("BR1: a database without a log has nothing in it", async () => {
  db.value("PRAGMA wal_checkpoint(TRUNCATE)");
  expect(next()).toEqual({ pages: [], pageCount: null });
  expect(new LogPages().next(null)).toEqual({ pages: [], pageCount: null });
});

test("BR1: while a file is copied its log is not moved into it, and is again afterwards", async () => {
  db.value("PRAGMA wal_autocheckpoint = 1000");
  const copy = copyFileOf(db)!;
  const { size } = db.raw;
  for (let i = 0; i < 100; i++) long("x");
  expect([db.raw.size, db.rawLog!.size > 5e6]).toEqual([size, true]);
  copy.end();
  db.run("DELETE FROM t WHERE id = 1");
  expect(db.raw.size).toBeGreaterThan(size);
  expect(copyFileOf(await openMemory())).toBeNull();
});
