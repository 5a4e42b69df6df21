import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import init from "@sqlite.org/sqlite-wasm";

const NATIVE = "/usr/bin/sqlite3";

/** What other tools than Atelier read in a database file: SQLite itself, and Debian's `sqlite3` where it is installed. */
export async function readElsewhere(bytes: Uint8Array, sql: string): Promise<unknown[]> {
  const { oo1, capi } = await init();
  capi.sqlite3_js_posix_create_file("/elsewhere.sqlite", new Uint8Array(bytes));
  const file = new oo1.DB("/elsewhere.sqlite", "r", "unix-none");
  try {
    const values = file.selectArray(sql) ?? [];
    if (existsSync(NATIVE)) checkNatively(bytes, sql, values);
    return values;
  } finally {
    file.close();
  }
}

function checkNatively(bytes: Uint8Array, sql: string, values: readonly unknown[]): void {
  const folder = mkdtempSync(join(tmpdir(), "atelier-elsewhere-"));
  try {
    const path = join(folder, "backup.sqlite");
    writeFileSync(path, bytes);
    const said = execFileSync(NATIVE, ["-readonly", path, sql], { encoding: "utf8" }).trim();
    if (said !== values.join("|")) throw new Error(`sqlite3 says ${said}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
