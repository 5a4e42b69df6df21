import type { BlobLike } from "../../base/blob.ts";
import type { TaskContext } from "../../db/module.ts";
import { portableTables } from "../../db/portable/tables.ts";
import { OWN_COMMENT } from "../import/import-source.data.ts";
import { noteFile } from "../note/note-file.data.ts";
import type { NoteRecord } from "../note/note.model.ts";
import { getNote } from "../note/notes.data.ts";
import { createFilePaths, type RenamedFile } from "./file-paths.data.ts";
import { FORMAT, type Manifest, MANIFEST_FILE, type NoteFilePlace } from "./portable-files.data.ts";
import { writeTable } from "./table-writer.data.ts";
import { createZip, type ZipFile } from "./zip-writer.data.ts";

export const EXPORT_SQL = {
  notes: "SELECT n.id FROM nodes n JOIN notes t ON t.id = n.id WHERE n.deleted_at IS NULL ORDER BY n.folder, n.name, n.created_at, n.id",
  attachments: "SELECT id, folder, name FROM attachments ORDER BY folder, name, id",
  bytes: "SELECT a.created_at, b.bytes FROM attachments a JOIN blobs b ON b.hash = a.hash WHERE a.id = ?",
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

/**
 * Every living note as Markdown and every attachment at its path; beside them, line by line, every row of every table, so
 * that an import gives an equal workspace (EX1, EX3, EX6).
 */
export async function exportZip(ctx: TaskContext): Promise<ZipExport> {
  const notes = ctx.db.rows<{ id: string }>(EXPORT_SQL.notes);
  const attachments = ctx.db.rows<StoredFile>(EXPORT_SQL.attachments);
  const tables = portableTables(ctx.db, ctx.tracked);
  const rows = tables.reduce((sum, { name }) => sum + ctx.db.value<number>(`SELECT count(*) FROM ${name}`)!, 0);
  const zip = createZip(OWN_COMMENT);
  const paths = createFilePaths();
  const step = createSteps(ctx, notes.length + attachments.length + rows);
  const places = { notes: new Map<string, NoteFilePlace>(), files: new Map<string, string>() };
  for (const { id } of notes) {
    const note = getNote(ctx, id);
    // Put into the trash while the export runs.
    if (note && note.deleted_at === null) places.notes.set(id, writeNote(zip, paths.note(note.folder, note.name), note));
    await step(1);
  }
  for (const { id, folder, name } of attachments) {
    const file = ctx.db.row<{ created_at: number; bytes: Uint8Array }>(EXPORT_SQL.bytes, [id]);
    if (file) {
      const path = paths.file(folder, name);
      places.files.set(id, path);
      zip.add({ path, bytes: file.bytes, modified_at: file.created_at, created_at: file.created_at });
    }
    await step(1);
  }
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table.name] = await writeTable(ctx, table, places, zip, step);
  const manifest: Manifest = { format: FORMAT, tables: counts };
  zip.add({
    path: MANIFEST_FILE,
    bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`),
    modified_at: 0,
    created_at: 0,
  });
  return {
    name: `atelier-${stamp(ctx.now())}.zip`,
    blob: new Blob(zip.end(), { type: "application/zip" }),
    notes: places.notes.size,
    attachments: places.files.size,
    renamed: paths.renamed,
  };
}

function writeNote(zip: { add(file: ZipFile): void }, path: string, note: NoteRecord): NoteFilePlace {
  const text = noteFile(note);
  zip.add({ path, bytes: new TextEncoder().encode(text), modified_at: note.modified_at, created_at: note.created_at });
  return { file: path, text_at: text.length - note.content.length, length: text.length };
}

/** Says how far it is, and lets others go first, every so many things. */
function createSteps(ctx: TaskContext, total: number): (count: number) => Promise<void> {
  let done = 0;
  let since = 0;
  return async (count) => {
    done += count;
    since += count;
    if (since < STEP && done < total) return;
    since = 0;
    ctx.progress({ phase: "Exporting", done: Math.min(done, total), total });
    await ctx.pause();
  };
}

interface StoredFile {
  id: string;
  folder: string;
  name: string;
}

/** `2026-11-21-0930`, UTC. */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", "-").replace(":", "");
