import { deflateSync } from "fflate";
import { crc32 } from "../import/crc32.data.ts";
import { NTFS_EPOCH } from "../import/zip-directory.data.ts";

export interface ZipFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Milliseconds UTC. */
  readonly modified_at: number;
  readonly created_at: number;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
const encoder = new TextEncoder();
const UTF8 = 0x0800;

/**
 * Writes a zip piece by piece; the pieces in their order are the file. The same files give the same bytes: times are
 * UTC, to the millisecond in the NTFS field. More than 65,535 files get the ZIP64 end, which fflate does not write.
 */
export function createZip(comment: string) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  return {
    add(file: ZipFile): void {
      const name = encoder.encode(file.path);
      const deflated = deflateSync(file.bytes, { level: 6 });
      const stored = deflated.length >= file.bytes.length;
      const body = stored ? new Uint8Array(file.bytes) : deflated;
      const fixed = new Fields(26)
        .u16(20)
        .u16(UTF8)
        .u16(stored ? 0 : 8)
        .dos(file.modified_at)
        .u32(crc32(file.bytes))
        .u32(body.length)
        .u32(file.bytes.length)
        .u16(name.length);
      const extra = ntfsTimes(file);
      const local = new Fields(4).u32(0x04034b50).bytes;
      pieces.push(joined(local, fixed.u16(extra.length).bytes, name, extra, body));
      const central = new Fields(6).u32(0x02014b50).u16(20).bytes;
      const tail = new Fields(14).u16(0).u16(0).u16(0).u32(0).u32(offset).bytes;
      directory.push(joined(central, fixed.bytes, tail, name, extra));
      offset += 4 + fixed.bytes.length + name.length + extra.length + body.length;
    },
    end(): Uint8Array<ArrayBuffer>[] {
      const size = directory.reduce((sum, entry) => sum + entry.length, 0);
      const count = directory.length;
      const wide = count > 0xffff ? [wideEnd(count, size, offset)] : [];
      const text = encoder.encode(comment);
      const few = Math.min(count, 0xffff);
      const end = new Fields(22).u32(0x06054b50).u16(0).u16(0).u16(few).u16(few).u32(size).u32(offset).u16(text.length).bytes;
      return [...pieces, ...directory, ...wide, joined(end, text)];
    },
  };
}

function wideEnd(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const end = new Fields(56).u32(0x06064b50).u64(44).u16(45).u16(45).u32(0).u32(0).u64(count).u64(count).u64(size).u64(offset);
  return joined(
    end.bytes,
    new Fields(20)
      .u32(0x07064b50)
      .u32(0)
      .u64(offset + size)
      .u32(1).bytes,
  );
}

function ntfsTimes({ modified_at, created_at }: ZipFile): Uint8Array<ArrayBuffer> {
  const [modified, created] = [modified_at, created_at].map((at) => Math.max(0, at + NTFS_EPOCH) * 10_000) as [number, number];
  return new Fields(36).u16(0x000a).u16(32).u32(0).u16(1).u16(24).u64(modified).u64(modified).u64(created).bytes;
}

class Fields {
  readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly view: DataView;
  private at = 0;
  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }
  u16(value: number): this {
    this.view.setUint16((this.at += 2) - 2, value, true);
    return this;
  }
  u32(value: number): this {
    this.view.setUint32((this.at += 4) - 4, value, true);
    return this;
  }
  u64(value: number): this {
    this.view.setBigUint64((this.at += 8) - 8, BigInt(value), true);
    return this;
  }
  /** MS-DOS knows years from 1980 to 2107, and two seconds. */
  dos(at: number): this {
    const t = new Date(Math.min(Math.max(at, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)));
    this.u16((t.getUTCHours() << 11) | (t.getUTCMinutes() << 5) | (t.getUTCSeconds() >> 1));
    return this.u16(((t.getUTCFullYear() - 1980) << 9) | ((t.getUTCMonth() + 1) << 5) | t.getUTCDate());
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
