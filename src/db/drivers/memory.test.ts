import { describe, expect, test } from "vitest";
import { driverContract } from "./contract.ts";
import { openMemory, openMemoryFile } from "./memory.ts";

describe("in memory", () => {
  test.each(driverContract)("$name", ({ check }) => check(openMemory));
});

describe("in a file with a write-ahead log", () => {
  test.each(driverContract)("$name", ({ check }) => check(async () => (await openMemoryFile()).db));

  test("F13: the pragmas are those that architecture.md names", async () => {
    const { db } = await openMemoryFile();
    const pragma = (name: string) => db.value(`PRAGMA ${name}`);
    expect(["locking_mode", "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "page_size", "mmap_size"].map(pragma)).toEqual(
      ["exclusive", "wal", 2, 1, 0, 4096, 0],
    );
  });

  test("a committed write survives the loss of its connection, an open transaction does not", async () => {
    const { name, db } = await openMemoryFile();
    db.script("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1); BEGIN; INSERT INTO t VALUES (2);");
    const again = (await openMemoryFile(name)).db;
    expect(again.rows("SELECT id FROM t")).toEqual([{ id: 1 }]);
    expect(again.value("PRAGMA quick_check")).toBe("ok");
  });
});
