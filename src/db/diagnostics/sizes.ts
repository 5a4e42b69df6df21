import type { Database } from "../sqlite.ts";

/** A table or an index and what it takes of the file. */
export interface ObjectSize {
  readonly name: string;
  readonly table: string;
  readonly type: "table" | "index";
  readonly kind: UsageKind;
  readonly bytes: number;
  /** Bytes in its pages that hold nothing. */
  readonly unused: number;
}

/** What the file is used for, as the ring shows it. */
export const USAGE_KINDS = ["notes", "attachments", "versions", "index", "changes", "other", "free"] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];

export const SIZES_SQL = {
  objects: "SELECT name, tbl_name AS 'table', type FROM sqlite_schema WHERE rootpage > 0 ORDER BY name",
  // Only the pages of this one are read.
  size: "SELECT coalesce(sum(pgsize), 0) AS bytes, coalesce(sum(unused), 0) AS unused FROM dbstat WHERE name = ?",
  pages: `SELECT page_count AS pages, page_size, freelist_count AS free_pages
    FROM pragma_page_count, pragma_page_size, pragma_freelist_count`,
} as const;

export interface FileSize {
  readonly pages: number;
  readonly page_size: number;
  readonly free_pages: number;
}

export const fileSize = (db: Database): FileSize => db.row<FileSize>(SIZES_SQL.pages)!;

/** One table or index at a step: reading all pages of a large file at once would keep others waiting. */
export function* objectSizes(db: Database): Generator<ObjectSize> {
  const objects = db.rows<{ name: string; table: string; type: "table" | "index" }>(SIZES_SQL.objects);
  for (const object of [...objects, { name: "sqlite_schema", table: "sqlite_schema", type: "table" as const }]) {
    const { bytes, unused } = db.row<{ bytes: number; unused: number }>(SIZES_SQL.size, [object.name])!;
    yield { ...object, kind: kindOf(object.table), bytes, unused };
  }
}

const KINDS: readonly (readonly [UsageKind, RegExp])[] = [
  ["index", /^(node_fts|search_terms)/],
  ["versions", /^versions$/],
  ["attachments", /^(blobs|attachments)$/],
  ["changes", /^(changes|mutations|undone|imports)$/],
  ["other", /^(meta|settings|migrations|sqlite_\w+)$/],
];

/** Tables of content types that come later count as what people write. */
const kindOf = (table: string): UsageKind => KINDS.find(([, names]) => names.test(table))?.[0] ?? "notes";
