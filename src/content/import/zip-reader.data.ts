import { Inflate, inflateSync } from "fflate";
import { Refusal } from "../../base/result.ts";
import { crc32 } from "./crc32.data.ts";
import { LIMITS, type ZipEntry } from "./zip-directory.data.ts";

type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/** An entry that cannot be read, in words; the rest of the archive can. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Deflate packs at most so much into one byte. */
const RATIO = 1032;
/** What cannot exceed this is unpacked in one go, anything else in steps that are counted. */
const AT_ONCE = 8 * 1024 * 1024;
const STEP = 16 * 1024;

/** Unpacks one entry. An entry that holds more than its directory says is a bomb and refuses the archive (IM2). */
export async function readZipEntry(read: ReadBytes, entry: ZipEntry, archive: string): Promise<Uint8Array | Unreadable> {
  if (entry.encrypted) return { unreadable: "It is encrypted. Unpack it with its password and import it again." };
  if (entry.method !== 0 && entry.method !== 8)
    return { unreadable: "It is packed in a way that Atelier does not read. Pack it as an ordinary zip." };
  if (entry.size > LIMITS.entry) return { unreadable: "It is larger than 200 MB." };
  const header = await read(entry.offset, 30);
  if (header.length < 30 || header[0] !== 0x50 || header[1] !== 0x4b || header[2] !== 3 || header[3] !== 4) return DAMAGED;
  const start = entry.offset + 30 + (header[26]! | (header[27]! << 8)) + (header[28]! | (header[29]! << 8));
  const packed = await read(start, entry.compressed);
  if (packed.length < entry.compressed) return DAMAGED;
  // A copy: `packed` is a piece of a window that moves on.
  const bytes = entry.method === 0 ? packed.slice() : inflate(packed, entry.size, archive);
  return bytes && bytes.length === entry.size && crc32(bytes) === entry.crc ? bytes : DAMAGED;
}

const DAMAGED: Unreadable = { unreadable: "It is damaged in the archive and was left out." };

function inflate(packed: Uint8Array, size: number, archive: string): Uint8Array | null {
  try {
    const most = packed.length * RATIO;
    if (most > AT_ONCE) return inflateCounted(packed, size, archive);
    // One byte more than it says shows that it says too little; without `out`, fflate allocates and copies 128 kB for each entry.
    const bytes = inflateSync(packed, { out: new Uint8Array(Math.min(size, most) + 1) });
    if (bytes.length > size) throw bomb(archive);
    return bytes;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return null;
  }
}

function inflateCounted(packed: Uint8Array, size: number, archive: string): Uint8Array {
  const out = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw bomb(archive);
    out.set(chunk, length);
    length += chunk.length;
  });
  for (let at = 0; at < packed.length; at += STEP) stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  return out.subarray(0, length);
}

const bomb = (archive: string): Refusal =>
  new Refusal(
    "TooLarge",
    `“${archive}” holds more than it says: it may be made to fill the disk. Nothing was imported, and what you have is safe.`,
  );
