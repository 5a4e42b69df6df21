import { Refusal } from "../../../base/result.ts";
import { decodeCell } from "../../../db/portable/cells.ts";
import type { PortableTable } from "../../../db/portable/tables.ts";
import type { SqlValue } from "../../../db/sqlite.ts";
import { FORMAT, isOwnPath, MANIFEST_FILE, tableFile } from "../../export/portable-files.data.ts";
import { isFields, jsonOf } from "../foreign/fields.data.ts";
import { damagedFile } from "../foreign/refuse.data.ts";
import type { ImportSource, SourceFile } from "../import-source.data.ts";
import type { Turns } from "./turns.data.ts";

declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean; fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** A row of an export: its cells, and what is said of it beside them. */
export interface ExportRow {
  readonly cells: Readonly<Record<string, SqlValue>>;
  readonly file: string | null;
  readonly text_at: number | null;
  readonly length: number | null;
}

/** The tables of an export of Atelier, and its files by path. */
export interface WorkspaceExport {
  readonly label: string;
  /** Row by row, so that no more than one part of a table is held as objects. */
  rows(table: string): Iterable<ExportRow>;
  count(table: string): number;
  text(path: string): Promise<string | null>;
  bytes(path: string): Promise<Uint8Array | null>;
  /** What no row names: it was added to the archive by hand. */
  readonly rest: ImportSource;
}

/** Null for what is no export of this form; refuses a later one, and one whose lines are not whole (EX5). */
export async function readExport(source: ImportSource, tables: readonly PortableTable[], turns: Turns): Promise<WorkspaceExport | null> {
  const byPath = new Map(source.files.map((file) => [file.path, file]));
  const manifest = source.own ? await textOf(byPath.get(MANIFEST_FILE)) : null;
  if (manifest === null) return null;
  const { format } = (jsonOf(manifest) ?? {}) as { format?: unknown };
  if (typeof format !== "number") throw damagedFile(source.label, "an export of Atelier");
  if (format > FORMAT)
    throw new Refusal(
      "NewerExport",
      `“${source.label}” was made by a newer Atelier. Nothing was imported; update Atelier and try once more.`,
    );
  const lines = new Map<string, string[]>();
  for (const { name } of tables) lines.set(name, await linesOf(byPath, name));
  const named = new Set<string>();
  for (const table of ["nodes", "attachments"])
    for (const line of lines.get(table) ?? []) {
      const { file } = parsed(line, source.label).extra;
      if (file !== null) named.add(file);
      await turns();
    }
  return {
    label: source.label,
    *rows(table) {
      for (const line of lines.get(table) ?? []) {
        const { cells, extra } = parsed(line, source.label);
        yield { cells, ...extra };
      }
    },
    count: (table) => lines.get(table)?.length ?? 0,
    text: (path) => textOf(byPath.get(path)),
    bytes: (path) => bytesOf(byPath.get(path)),
    rest: { ...source, own: false, files: source.files.filter(({ path }) => !named.has(path) && !isOwnPath(path)) },
  };
}

async function linesOf(byPath: ReadonlyMap<string, SourceFile>, table: string): Promise<string[]> {
  const lines: string[] = [];
  for (let part = 1; byPath.has(tableFile(table, part)); part++) {
    const text = await textOf(byPath.get(tableFile(table, part)));
    if (text === null) throw damagedFile(tableFile(table, part), "a table of an export of Atelier");
    for (const line of text.split("\n")) if (line !== "") lines.push(line);
  }
  return lines;
}

function parsed(line: string, label: string) {
  const value = jsonOf(line);
  if (!isFields(value)) throw damagedFile(label, "an export of Atelier");
  const cells: Record<string, SqlValue> = {};
  for (const [column, cell] of Object.entries(value)) {
    const decoded = decodeCell(cell);
    if (decoded === undefined) throw damagedFile(label, "an export of Atelier");
    cells[column] = decoded;
  }
  const number = (key: string) => (typeof cells[key] === "number" ? cells[key] : null);
  return {
    cells,
    extra: { file: typeof cells["file"] === "string" ? cells["file"] : null, text_at: number("text_at"), length: number("length") },
  };
}

async function bytesOf(file: SourceFile | undefined): Promise<Uint8Array | null> {
  const bytes = await file?.read();
  return bytes instanceof Uint8Array ? bytes : null;
}

/** Every character of it, a byte order mark and NUL too; null if it is missing or no UTF-8. */
async function textOf(file: SourceFile | undefined): Promise<string | null> {
  const bytes = await bytesOf(file);
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
