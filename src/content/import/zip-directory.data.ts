import type { BlobLike } from "../../base/blob.ts";
import { Refusal } from "../../base/result.ts";

/** What a zip's central directory says of one entry, before anything is unpacked. */
export interface ZipEntry {
  readonly path: string;
  readonly compressed: number;
  readonly size: number;
  readonly crc: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
  /** Milliseconds UTC. */
  readonly modified_at: number;
  readonly created_at: number | null;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly comment: string;
}

/** IM2: what is read at most. */
export const LIMITS = { entries: 100_000, total: 1024 ** 3, entry: 200 * 1024 ** 2, directory: 64 * 1024 ** 2 } as const;
const U16 = 0xffff;
const U32 = 0xffffffff;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;

declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string };

/** Reads the directory at the end of a zip; refuses what is damaged, or larger than a workspace may be (IM2). */
export async function readZipDirectory(blob: BlobLike, archive: string): Promise<ZipDirectory> {
  const tailStart = Math.max(0, blob.size - U16 - 22);
  const tail = new View(new Uint8Array(await blob.slice(tailStart).arrayBuffer()));
  const end = findEnd(tail);
  if (end < 0) throw damaged(archive);
  const commentLength = tail.u16(end + 20);
  const comment = decodeName(tail.bytes.subarray(end + 22, end + 22 + commentLength), true);
  let size = tail.u32(end + 12);
  let offset = tail.u32(end + 16);
  const locator = end - 20;
  if (locator >= 0 && tail.u32(locator) === LOCATOR64) {
    const at = tail.u64(locator + 8);
    const wide = new View(new Uint8Array(await blob.slice(at, at + 56).arrayBuffer()));
    if (wide.bytes.length < 56 || wide.u32(0) !== END64) throw damaged(archive);
    size = wide.u64(40);
    offset = wide.u64(48);
  }
  if (size > LIMITS.directory) throw tooMany(archive);
  if (offset + size > blob.size) throw damaged(archive);
  const entries = parseEntries(new View(new Uint8Array(await blob.slice(offset, offset + size).arrayBuffer())), archive);
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > LIMITS.total) throw tooLarge(archive);
  return { entries, comment };
}

function findEnd(tail: View): number {
  for (let at = tail.bytes.length - 22; at >= 0; at--) {
    if (tail.u32(at) === END && at + 22 + tail.u16(at + 20) <= tail.bytes.length) return at;
  }
  return -1;
}

/** The entry count at the end is 16 bits and often wrong: the directory itself is what counts. */
function parseEntries(view: View, archive: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.bytes.length;) {
    if (at + 46 > view.bytes.length || view.u32(at) !== CENTRAL) throw damaged(archive);
    const [name, extra, comment] = [view.u16(at + 28), view.u16(at + 30), view.u16(at + 32)];
    if (at + 46 + name + extra + comment > view.bytes.length) throw damaged(archive);
    if (entries.length === LIMITS.entries) throw tooMany(archive);
    entries.push(parseEntry(view, at, name, extra));
    at += 46 + name + extra + comment;
  }
  return entries;
}

function parseEntry(view: View, at: number, nameLength: number, extraLength: number): ZipEntry {
  const flags = view.u16(at + 8);
  const fields = parseExtra(view, at + 46 + nameLength, extraLength);
  const wide = fields.get(0x0001);
  let next = 0;
  const size64 = (value: number) => (value === U32 && wide && wide.bytes.length >= next + 8 ? wide.u64((next += 8) - 8) : value);
  const size = size64(view.u32(at + 24));
  const compressed = size64(view.u32(at + 20));
  const offset = size64(view.u32(at + 42));
  return {
    path: decodeName(view.bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
    compressed,
    size,
    offset,
    crc: view.u32(at + 16),
    method: view.u16(at + 10),
    encrypted: (flags & 1) !== 0,
    ...times(fields, view.u16(at + 12), view.u16(at + 14)),
  };
}

function parseExtra(view: View, from: number, length: number): Map<number, View> {
  const fields = new Map<number, View>();
  for (let at = from; at + 4 <= from + length;) {
    const size = view.u16(at + 2);
    fields.set(view.u16(at), new View(view.bytes.subarray(at + 4, Math.min(at + 4 + size, from + length))));
    at += 4 + size;
  }
  return fields;
}

/** Best first: NTFS (100 ns, both times), Unix seconds, the local time of MS-DOS. */
function times(fields: Map<number, View>, dosTime: number, dosDate: number): { modified_at: number; created_at: number | null } {
  const ntfs = fields.get(0x000a);
  if (ntfs && ntfs.bytes.length >= 32 && ntfs.u16(4) === 1)
    return { modified_at: fileTime(ntfs.u64(8)), created_at: fileTime(ntfs.u64(24)) };
  const unix = fields.get(0x5455);
  if (unix && unix.bytes.length >= 5 && unix.bytes[0]! & 1) return { modified_at: (unix.u32(1) | 0) * 1000, created_at: null };
  const [year, month, day] = [1980 + (dosDate >> 9), ((dosDate >> 5) & 15) - 1, dosDate & 31];
  return { modified_at: new Date(year, month, day, dosTime >> 11, (dosTime >> 5) & 63, (dosTime & 31) * 2).getTime(), created_at: null };
}

/** Milliseconds between 1601, where NTFS counts from, and 1970. */
export const NTFS_EPOCH = 11_644_473_600_000;
const fileTime = (ticks: number): number => Math.round(ticks / 10_000) - NTFS_EPOCH;

/** Names are UTF-8 if they say so or can be read so; otherwise Latin-1, so that none is lost. */
function decodeName(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: !utf8 }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

class View {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  u16 = (at: number): number => this.view.getUint16(at, true);
  u32 = (at: number): number => this.view.getUint32(at, true);
  u64 = (at: number): number => Number(this.view.getBigUint64(at, true));
}

const damaged = (archive: string): Refusal =>
  new Refusal(
    "DamagedArchive",
    `“${archive}” is not a whole zip: it is damaged or was cut off. Nothing was imported; get the file again and try once more.`,
  );
const tooMany = (archive: string): Refusal =>
  new Refusal("TooLarge", `“${archive}” holds more than 100,000 files. Nothing was imported; split it and import the parts.`);
export const tooLarge = (archive: string): Refusal =>
  new Refusal("TooLarge", `“${archive}” would unpack to more than 1 GB. Nothing was imported; split it and import the parts.`);
