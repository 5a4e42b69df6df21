import type { TaskContext } from "../../db/module.ts";
import { encodeCell, type PortableCell } from "../../db/portable/cells.ts";
import { pageSql, type PortableTable } from "../../db/portable/tables.ts";
import type { SqlValue } from "../../db/sqlite.ts";
import type { NoteFilePlace } from "./portable-files.data.ts";
import { PART_BYTES, tableFile } from "./portable-files.data.ts";
import type { ZipFile } from "./zip-writer.data.ts";

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
const PAGE = 500;

export const TABLE_WRITER_SQL = {
  content: "SELECT content FROM nodes WHERE id = ?",
};

/** Where the text of a note and the bytes of a file stand in the zip, by table and id. */
export interface Places {
  readonly notes: ReadonlyMap<string, NoteFilePlace>;
  readonly files: ReadonlyMap<string, string>;
}

type Line = Record<string, PortableCell>;

/** Writes one table as lines of JSON, a row a line in the order of the table; answers how many. */
export async function writeTable(
  ctx: TaskContext,
  table: PortableTable,
  places: Places,
  zip: { add(file: ZipFile): void },
  step: (rows: number) => Promise<void>,
): Promise<number> {
  const encoder = new TextEncoder();
  const without = table.name === "nodes" ? ["content"] : [];
  let part = 1;
  let count = 0;
  let lines: string[] = [];
  let size = 0;
  const flush = () => {
    if (lines.length > 0)
      zip.add({ path: tableFile(table.name, part++), bytes: encoder.encode(lines.join("")), modified_at: 0, created_at: 0 });
    [lines, size] = [[], 0];
  };
  let after: SqlValue = table.order === "pk" || table.order === "seq" ? -1 : "";
  for (;;) {
    const rows: Record<string, SqlValue>[] = ctx.db.rows(pageSql(table, without), [after, PAGE]);
    for (const { row_order: order, ...cells } of rows) {
      const line = JSON.stringify(lineOf(ctx, table, cells, places));
      lines.push(`${line}\n`);
      size += line.length;
      after = order!;
      if (size >= PART_BYTES) flush();
    }
    count += rows.length;
    await step(rows.length);
    if (rows.length < PAGE) break;
  }
  flush();
  return count;
}

function lineOf({ db }: TaskContext, table: PortableTable, cells: Record<string, SqlValue>, places: Places): Line {
  const line: Line = Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, encodeCell(value)]));
  const id = String(cells["id"]);
  if (table.name === "attachments") return { ...line, file: places.files.get(id) ?? null };
  if (table.name !== "nodes") return line;
  const place = places.notes.get(id);
  return place ? { ...line, ...place } : { ...line, content: db.value<string>(TABLE_WRITER_SQL.content, [id]) ?? "" };
}
