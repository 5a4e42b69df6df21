import * as v from "valibot";
import { flag, id, model, spec } from "../contract.model.ts";
import type { Attachment } from "../note/note.model.ts";

export interface StatementRow {
  /** Its text; parameters are never kept. */
  sql: string;
  runs: number;
  total_ms: number;
  max_ms: number;
  p50_ms: number;
  p99_ms: number;
  /** Runs above 10 ms. */
  slow: number;
  plan: readonly string[];
}

export interface IndexUse {
  index: string;
  statements: number;
  runs: number;
}

export type UsageKind = "notes" | "attachments" | "versions" | "index" | "changes" | "other" | "free";

export interface SizeRow {
  name: string;
  table: string;
  type: "table" | "index";
  kind: UsageKind;
  bytes: number;
  unused: number;
}

export interface StorageReport {
  pages: number;
  page_size: number;
  free_pages: number;
  objects: readonly SizeRow[];
  by_kind: Readonly<Record<UsageKind, number>>;
  cache: { hits: number; misses: number; writes: number; bytes: number };
  search: { nodes: number; indexed: number; terms: number };
}

export interface EventRow {
  /** Milliseconds UTC. */
  at: number;
  kind: string;
  text: string;
  data: Readonly<Record<string, string | number | boolean>>;
}

export interface TableShape {
  name: string;
  type: "table" | "virtual" | "view";
  columns: readonly { name: string; type: string; key: boolean }[];
  indexes: readonly string[];
}

export interface UnusedFiles {
  files: readonly Attachment[];
  /** Bytes that no file has any more: of deleted files, kept so that this can be undone. */
  unkept: { count: number; bytes: number };
}

export const diagnostics = model({
  name: "diagnostics",
  doc: "How the database does, and its upkeep. Nothing here tells what anybody wrote.",
  commands: {
    "attachment.clean": spec("Deletes several attached files as one step.", {
      ids: v.pipe(v.array(id), v.maxLength(10_000)),
    }).answers<{ deleted: number }>("`{deleted}`; the bytes stay until `attachment.release`, or until the trash is emptied"),
    "attachment.release": spec("Lets go of the bytes of deleted files; those cannot come back then.", {}).answers<{ bytes: number }>(
      "`{bytes}` that were let go; the file gives them back with `database.vacuum`",
    ),
  },
  queries: {
    "diagnostics.schema": spec("Tables with their columns and indexes.", {}).answers<TableShape[]>(
      "`{name, type, columns: [{name, type, key}], indexes}` by name",
    ),
  },
  tasks: {
    "diagnostics.statements": spec("How long statements took since this tab began to lead, the slow ones first, with their plans.", {
      /** False: the twenty that took most. */
      all: v.optional(flag, false),
    }).answers<{ rows: StatementRow[]; indexes: IndexUse[] }>(
      "`{rows: [{sql, runs, total_ms, max_ms, p50_ms, p99_ms, slow, plan}], indexes: [{index, statements, runs}]}`",
    ),
    "diagnostics.storage": spec(
      "What the file holds, by table, index and kind; the page cache; the search index.",
      {},
    ).answers<StorageReport>("`{pages, page_size, free_pages, objects, by_kind, cache, search}`; sizes in bytes"),
    "diagnostics.events": spec("What happened in all tabs, the newest 2,000, oldest first.", {}).answers<EventRow[]>(
      "`{at, kind, text, data}`",
    ),
    "attachment.unused": spec("Attached files that no text names, and bytes that no file has any more.", {}).answers<UnusedFiles>(
      "`{files, unkept: {count, bytes}}`, the largest files first",
    ),
    "diagnostics.report": spec("A report to hand on: versions, sizes, counts, times, last events; no content.", {}).answers<{
      text: string;
    }>("`{text}`: JSON"),
    "database.check": spec("Checks every table, every reference and the search index.", {}).answers<{
      tables: number;
      complaints: readonly string[];
    }>("`{tables, complaints}`: none, if all is well"),
    "database.optimize": spec("Puts the search index together and renews what SQLite's planner knows.", {}).answers<{ steps: number }>(
      "`{steps}`",
    ),
    "database.vacuum": spec("Gives free pages back to the device; needs room for a second file meanwhile.", {}).answers<{
      before: number;
      after: number;
    }>("`{before, after}`: bytes of the file"),
  },
});
