import type { PortableTable } from "../../../db/portable/tables.ts";
import type { SqlValue } from "../../../db/sqlite.ts";
import { readMarkdown } from "../read-markdown.data.ts";
import type { ExportRow, WorkspaceExport } from "./read-export.data.ts";

/** A row that is ready to be put into its table. */
export interface RestoredRow {
  readonly table: PortableTable;
  readonly cells: Record<string, SqlValue>;
  /** Of an attachment. */
  readonly bytes: Uint8Array | null;
  /** What the report calls it. */
  readonly path: string;
}

/** Reads the rows of an export in the order in which they can be written; the text of a note and the bytes of a file from their files. */
export async function* restoredRows(from: WorkspaceExport, tables: readonly PortableTable[]): AsyncGenerator<RestoredRow> {
  /** Front matter of notes whose files somebody has edited in the archive. */
  const edited = new Map<string, string>();
  for (const table of tables) {
    for (const row of from.rows(table.name)) {
      const id = String(row.cells["id"] ?? "");
      const path = row.file ?? `${from.label} › ${String(row.cells["name"] ?? id)}`;
      const cells = { ...row.cells };
      if (table.name === "nodes" && row.file !== null) {
        const text = await textOf(from, row);
        cells["content"] = text?.content ?? null;
        if (text?.edited) edited.set(id, text.front_matter);
      }
      // Where the front matter was made for the export, the note has none.
      if (table.name === "notes" && cells["front_matter"] !== "" && edited.has(id)) cells["front_matter"] = edited.get(id)!;
      const bytes = table.name === "attachments" && row.file !== null ? await from.bytes(row.file) : null;
      yield { table, cells, bytes, path };
    }
  }
}

/** Null if the file is missing: the row is then not sound. */
async function textOf(
  from: WorkspaceExport,
  { file, text_at, length }: ExportRow,
): Promise<{ content: string; front_matter: string; edited: boolean } | null> {
  const text = await from.text(file!);
  if (text === null || text_at === null) return null;
  if (text.length === length || text_at === 0) return { content: text.slice(text_at), front_matter: text.slice(0, text_at), edited: false };
  return { ...readMarkdown(text), edited: true };
}
