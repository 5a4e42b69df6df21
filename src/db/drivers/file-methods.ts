import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { SqlError } from "../sqlite.ts";
import { openFileOf, type RawPart } from "./raw-file.ts";

const SIGNATURES = { xWrite: "i(ppij)", xRead: "i(ppij)", xTruncate: "i(pj)", xSync: "i(pi)", xFileSize: "i(pp)", xClose: "i(p)" };
type Name = keyof typeof SIGNATURES;

/** Answers a result code of SQLite. */
export type FileMethod = (file: number, ...args: (number | bigint)[]) => number;
export type FileMethods = Record<Name, FileMethod>;

/**
 * Puts methods of ours between SQLite and one open file (https://sqlite.org/c3ref/io_methods.html), until it is closed.
 * `overlay` is given the methods as they were. Throws `SqlError` if the file is not open.
 */
export function overlayMethods(
  sqlite3: Sqlite3Static,
  pointer: number,
  part: RawPart,
  overlay: (own: FileMethods, file: number) => Partial<FileMethods>,
): void {
  const { capi, wasm } = sqlite3;
  const { file, methods } = openFileOf(sqlite3, pointer, part);
  if (methods === 0) throw new SqlError("it is not open", capi.SQLITE_MISUSE, part);
  const { sizeof } = (capi.sqlite3_io_methods as unknown as { readonly structInfo: { readonly sizeof: number } }).structInfo;
  const table = wasm.alloc(sizeof);
  wasm.heap8u().copyWithin(table, methods, methods + sizeof);
  const fields = new capi.sqlite3_io_methods(table) as unknown as Record<`$${Name}`, number>;
  const names = Object.keys(SIGNATURES) as Name[];
  const own = Object.fromEntries(names.map((name) => [name, wasm.functionEntry(fields[`$${name}`] as never)])) as FileMethods;

  const { xClose = own.xClose, ...others } = overlay(own, file);
  const close = (at: number) => {
    const code = xClose(at);
    for (const installed of functions) wasm.uninstallFunction(installed);
    wasm.dealloc(table);
    return code;
  };
  const functions = Object.entries({ ...others, xClose: close }).map(([name, method]) => {
    const installed = wasm.installFunction(SIGNATURES[name as Name], method as never);
    fields[`$${name as Name}`] = Number(installed);
    return installed;
  });
  (new capi.sqlite3_file(file) as unknown as { $pMethods: number }).$pMethods = table;
}
