import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { cleanFolder } from "../../db/spine/nodes.ts";
import { mimeOf } from "./mime.model.ts";
import type { Attachment } from "./note.model.ts";

const COLUMNS = "a.id, a.name, a.folder, a.mime, a.size, a.created_at";

export const ATTACHMENTS_SQL = {
  insert: "INSERT INTO attachments (id, name, folder, mime, size, hash, created_at, source, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  keepBlob: "INSERT INTO blobs (hash, size, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
  dropUnusedBlobs: "DELETE FROM blobs WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.hash = blobs.hash)",
  taken: "SELECT 1 FROM attachments WHERE folder = ? AND name = ?",
  exists: "SELECT 1 FROM attachments WHERE id = ?",
  delete: "DELETE FROM attachments WHERE id = ?",
  list: `SELECT ${COLUMNS} FROM attachments a ORDER BY a.name COLLATE NOCASE, a.id`,
  byId: `SELECT ${COLUMNS}, b.bytes FROM attachments a JOIN blobs b ON b.hash = a.hash WHERE a.id = ?`,
  byName: `SELECT a.id, a.folder FROM attachments a WHERE a.name = ? COLLATE NOCASE ORDER BY length(a.folder), a.id`,
  bySource: "SELECT id, hash, name, folder FROM attachments WHERE source = ? AND source_id = ?",
  replace: "UPDATE attachments SET mime = ?, size = ?, hash = ? WHERE id = ?",
};

export interface NewAttachment {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly mime?: string | undefined;
  readonly bytes: Uint8Array;
  readonly created_at?: number | undefined;
  readonly source?: string | undefined;
  readonly source_id?: string | undefined;
}

/** Keeps a file; the same bytes are kept once, by their SHA-256. The name is made unique in its folder. */
export function createAttachment(ctx: WriteContext, file: NewAttachment): { id: string; name: string } {
  if (ctx.db.value(ATTACHMENTS_SQL.exists, [file.id]) !== undefined) {
    throw new Refusal("AttachmentExists", "A file with this id exists already. Nothing was changed; try again with another id.");
  }
  const folder = cleanFolder(file.folder);
  const name = freeFileName(ctx, file.name.replace(/[\\/]+/g, "-"), folder);
  const hash = keepBytes(ctx, file.bytes);
  const mime = file.mime || mimeOf(name);
  ctx.db.run(ATTACHMENTS_SQL.insert, [
    file.id,
    name,
    folder,
    mime,
    file.bytes.length,
    hash,
    file.created_at ?? ctx.at,
    file.source ?? null,
    file.source_id ?? null,
  ]);
  return { id: file.id, name };
}

/** For imports: the same source again replaces the bytes if they differ, and never duplicates. */
export function importAttachment(
  ctx: WriteContext,
  file: Omit<NewAttachment, "id"> & { source: string; source_id: string },
): { id: string; outcome: "created" | "updated" | "unchanged" } {
  const old = ctx.db.row<{ id: string; hash: string; name: string }>(ATTACHMENTS_SQL.bySource, [file.source, file.source_id]);
  if (!old) return { id: createAttachment(ctx, { ...file, id: ctx.newId() }).id, outcome: "created" };
  const hash = keepBytes(ctx, file.bytes);
  if (hash === old.hash) return { id: old.id, outcome: "unchanged" };
  ctx.db.run(ATTACHMENTS_SQL.replace, [file.mime || mimeOf(old.name), file.bytes.length, hash, old.id]);
  return { id: old.id, outcome: "updated" };
}

/** What bytes are kept under. */
export const hashOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

export const hashText = (text: string): string => hashOf(utf8ToBytes(text));

export function keepBytes(ctx: WriteContext, bytes: Uint8Array): string {
  const hash = hashOf(bytes);
  ctx.db.run(ATTACHMENTS_SQL.keepBlob, [hash, bytes.length, bytes]);
  return hash;
}

export function freeFileName(ctx: ReadContext, name: string, folder: string): string {
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let candidate = name;
  for (let number = 2; ctx.db.value(ATTACHMENTS_SQL.taken, [folder, candidate]) !== undefined; number++)
    candidate = `${stem} ${number}${extension}`;
  return candidate;
}

/** The bytes stay until the trash is emptied, so that this can be undone. */
export function deleteAttachment(ctx: WriteContext, id: string): { id: string } {
  if (ctx.db.run(ATTACHMENTS_SQL.delete, [id]) === 0)
    throw new Refusal("AttachmentNotFound", "This file is not here any more. Nothing was changed.");
  return { id };
}

/** Bytes that no file has any more. */
export function dropUnusedBlobs(ctx: WriteContext): void {
  ctx.db.run(ATTACHMENTS_SQL.dropUnusedBlobs);
}

export const attachments = (ctx: ReadContext): Attachment[] => ctx.db.rows(ATTACHMENTS_SQL.list);

/** By id, or by what an embed says: a name, or a path whose folders may be left out from the left. */
export function getAttachment(
  ctx: ReadContext,
  id: string | undefined,
  name: string | undefined,
): (Attachment & { bytes: Uint8Array }) | null {
  const wanted = id ?? (name === undefined ? undefined : attachmentNamed(ctx, name));
  return (wanted !== undefined && ctx.db.row<Attachment & { bytes: Uint8Array }>(ATTACHMENTS_SQL.byId, [wanted])) || null;
}

function attachmentNamed(ctx: ReadContext, path: string): string | undefined {
  const parts = path
    .normalize("NFC")
    .split("/")
    .filter((part) => part && part !== "." && part !== "..");
  const folder = parts.slice(0, -1).join("/").toLowerCase();
  const found = ctx.db.rows<{ id: string; folder: string }>(ATTACHMENTS_SQL.byName, [parts.at(-1) ?? ""]);
  const within =
    found.find((file) => !folder || file.folder.toLowerCase() === folder) ??
    found.find((file) => file.folder.toLowerCase().endsWith(`/${folder}`));
  return (within ?? found[0])?.id;
}
