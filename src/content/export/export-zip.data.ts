import type { BlobLike } from "../../base/blob.ts";
import type { TaskContext } from "../../db/module.ts";
import { OWN_COMMENT } from "../import/import-source.data.ts";
import { isLitter, isMarkdown, noteName, placeOf } from "../import/classify.data.ts";
import { readMarkdown } from "../import/read-markdown.data.ts";
import { mimeOf } from "../note/mime.model.ts";
import { noteFile } from "../note/note-file.data.ts";
import type { NoteRecord } from "../note/note.model.ts";
import { getNote } from "../note/notes.data.ts";
import { createFilePaths, type RenamedFile } from "./file-paths.data.ts";
import { type FileValues, WORKSPACE_FILE, type NoteValues, type WorkspaceEdge } from "./workspace-file.data.ts";
import { createZip } from "./zip-writer.data.ts";

export const EXPORT_SQL = {
  notes: "SELECT n.id FROM nodes n JOIN notes t ON t.id = n.id WHERE n.deleted_at IS NULL ORDER BY n.folder, n.name, n.created_at, n.id",
  attachments: "SELECT id, folder, name, mime FROM attachments ORDER BY folder, name, id",
  bytes: "SELECT a.created_at, b.bytes FROM attachments a JOIN blobs b ON b.hash = a.hash WHERE a.id = ?",
  edges: `SELECT edge_type, source_id, target_id, label, weight, directed, sequence_order FROM edges
    WHERE channel IS NULL OR channel <> 'wikilink' ORDER BY source_id, target_id, edge_type`,
};

declare const Blob: new (parts: Uint8Array[], options: { type: string }) => BlobLike;
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
const STEP = 50;

export interface ZipExport {
  name: string;
  blob: BlobLike;
  notes: number;
  attachments: number;
  /** Paths as the names ask for, and as they are in the zip. */
  renamed: readonly RenamedFile[];
}

/** Every living note and every attachment; what Markdown has no place for stands in one file beside them (EX1–EX3). */
export async function exportZip(ctx: TaskContext): Promise<ZipExport> {
  const notes = ctx.db.rows<{ id: string }>(EXPORT_SQL.notes);
  const attachments = ctx.db.rows<StoredFile & { id: string }>(EXPORT_SQL.attachments);
  const total = notes.length + attachments.length;
  const encoder = new TextEncoder();
  const zip = createZip(OWN_COMMENT);
  const paths = createFilePaths(WORKSPACE_FILE);
  const pathOf = new Map<string, string>();
  const values: Record<string, NoteValues> = {};
  const fileValues: Record<string, FileValues> = {};
  let done = 0;
  const next = async () => {
    if (++done % STEP && done < total) return;
    ctx.progress({ phase: "Exporting", done, total });
    await ctx.pause();
  };
  let written = 0;
  for (const { id } of notes) {
    const note = getNote(ctx, id);
    // Put into the trash while the export runs.
    if (note && note.deleted_at === null) {
      const path = paths.note(note.folder, note.name);
      const text = noteFile(note);
      pathOf.set(id, path);
      const kept = valuesOf(note, path, text);
      if (Object.keys(kept).length) values[path] = kept;
      zip.add({ path, bytes: encoder.encode(text), modified_at: note.modified_at, created_at: note.created_at });
      written++;
    }
    await next();
  }
  let files = 0;
  for (const { id, ...stored } of attachments) {
    const file = ctx.db.row<{ created_at: number; bytes: Uint8Array }>(EXPORT_SQL.bytes, [id]);
    if (file) {
      const path = paths.file(stored.folder, stored.name);
      const kept = fileValuesOf(stored, path);
      if (kept) fileValues[path] = kept;
      zip.add({ path, bytes: file.bytes, modified_at: file.created_at, created_at: file.created_at });
      files++;
    }
    await next();
  }
  const edges = edgesOf(ctx, pathOf);
  const withFiles = Object.keys(fileValues).length ? { files: fileValues } : {};
  if (edges.length || withFiles.files || Object.keys(values).length) {
    const bytes = encoder.encode(`${JSON.stringify({ format: 1, notes: values, ...withFiles, edges }, null, 1)}\n`);
    zip.add({ path: WORKSPACE_FILE, bytes, modified_at: 0, created_at: 0 });
  }
  return {
    name: `atelier-${stamp(ctx.now())}.zip`,
    blob: new Blob(zip.end(), { type: "application/zip" }),
    notes: written,
    attachments: files,
    renamed: paths.renamed,
  };
}

const DEFAULTS = {
  is_favorite: false,
  due_at: null,
  completed_at: null,
  event_start: null,
  event_end: null,
  latitude: null,
  longitude: null,
  location_name: null,
  location_address: null,
  status: null,
  priority: 0,
  importance: 0,
  sort_order: 0,
  source_url: null,
} as const;

/** What reading the file would not give back. */
function valuesOf(note: NoteRecord, path: string, text: string): NoteValues {
  const kept: Record<string, unknown> = {};
  for (const [column, usual] of Object.entries(DEFAULTS)) {
    const value = note[column as keyof NoteRecord];
    if (value !== usual && value !== undefined) kept[column] = value;
  }
  const place = placeOf(path);
  if (!("refused" in place)) {
    if (noteName(place.name) !== note.name) kept.name = note.name;
    if (place.folder !== note.folder) kept.folder = note.folder;
  }
  const read = readMarkdown(text);
  if (note.front_matter === "" && text.length > note.content.length) kept.made = true;
  if (read.content !== note.content) kept.text_at = text.length - note.content.length;
  if (!same(read.tags, note.tags)) kept.tags = note.tags;
  if (!same(read.aliases, note.aliases)) kept.aliases = note.aliases;
  return kept as NoteValues;
}

interface StoredFile {
  folder: string;
  name: string;
  mime: string;
}

/** What importing the file would not give back; null if nothing. */
function fileValuesOf({ folder, name, mime }: StoredFile, path: string): FileValues | null {
  const place = placeOf(path);
  const kept: FileValues = {};
  if ("refused" in place || place.name !== name) kept.name = name;
  if ("refused" in place || place.folder !== folder) kept.folder = folder;
  if (mimeOf(name) !== mime) kept.mime = mime;
  return Object.keys(kept).length || isMarkdown(path) || isLitter(path) ? kept : null;
}

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

interface EdgeColumns extends Omit<WorkspaceEdge, "from" | "to" | "directed"> {
  source_id: string;
  target_id: string;
  directed: number;
}

const edgesOf = (ctx: TaskContext, pathOf: ReadonlyMap<string, string>): WorkspaceEdge[] =>
  ctx.db.rows<EdgeColumns>(EXPORT_SQL.edges).flatMap(({ source_id, target_id, directed, ...edge }) => {
    const [from, to] = [pathOf.get(source_id), pathOf.get(target_id)];
    return from !== undefined && to !== undefined ? [{ ...edge, from, to, directed: directed === 1 }] : [];
  });

/** `2026-11-21-0930`, UTC. */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", "-").replace(":", "");
