import { readUint32, sameBytes, writeUint32 } from "../../base/bytes.ts";
import { Refusal } from "../../base/result.ts";
import { isSealed, SEALED_START } from "../../base/sealed-file.ts";
import type { Subtle } from "./subtle.ts";

/** What an encrypted file holds once it is opened. */
export type SealedContent = "sqlite" | "zip";

/** The first 64 bytes of an encrypted file; docs/backup-format.md says what they mean. */
export interface SealedHeader {
  readonly content: SealedContent;
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Bytes of a chunk before it is encrypted. */
  readonly chunk: number;
  /** Tells a wrong passphrase from a damaged file. */
  readonly keyCheck: Uint8Array;
  /** As it stands in the file: authenticated with every chunk. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const HEADER_BYTES = 64;
const VERSION = 1;
const PBKDF2_SHA256 = 1;
const CONTENTS: readonly SealedContent[] = ["sqlite", "zip"];
/** What is read is bounded: a header from elsewhere must not make this device count for hours. */
const MOST_ITERATIONS = 10_000_000;
const MOST_CHUNK = 1 << 24;
const SALT = 16;
const CHUNK = 32;
const KEY_CHECK = 40;
const CHECKSUM = 56;

const checksumOf = async (subtle: Subtle, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await subtle.digest("SHA-256", bytes.slice(0, CHECKSUM))).subarray(0, HEADER_BYTES - CHECKSUM);

export async function writeHeader(subtle: Subtle, header: Omit<SealedHeader, "bytes">): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(HEADER_BYTES);
  bytes.set(SEALED_START);
  bytes.set([VERSION, PBKDF2_SHA256, CONTENTS.indexOf(header.content) + 1], SEALED_START.length);
  writeUint32(bytes, 12, header.iterations);
  bytes.set(header.salt, SALT);
  writeUint32(bytes, CHUNK, header.chunk);
  bytes.set(header.keyCheck, KEY_CHECK);
  bytes.set(await checksumOf(subtle, bytes), CHECKSUM);
  return bytes;
}

/** Throws `Refusal`: `NotABackup`, `BackupDamaged`, `NewerBackup`. */
export async function readHeader(subtle: Subtle, bytes: Uint8Array<ArrayBuffer>): Promise<SealedHeader> {
  if (!isSealed(bytes)) throw new Refusal("NotABackup", "This file is not an encrypted backup of Atelier. Nothing was changed.");
  const whole = bytes.length === HEADER_BYTES && sameBytes(bytes.subarray(CHECKSUM), await checksumOf(subtle, bytes));
  if (!whole) throw damaged("its beginning was changed");
  const [version, derivation, content] = bytes.subarray(SEALED_START.length);
  const iterations = readUint32(bytes, 12);
  const chunk = readUint32(bytes, CHUNK);
  const known = version === VERSION && derivation === PBKDF2_SHA256 && CONTENTS[content! - 1] !== undefined;
  if (!known) throw new Refusal("NewerBackup", "This file was encrypted by a newer version of Atelier. Update Atelier, then try again.");
  if (iterations > MOST_ITERATIONS || chunk === 0 || chunk > MOST_CHUNK) throw damaged("its beginning makes no sense");
  return {
    content: CONTENTS[content! - 1]!,
    iterations,
    salt: bytes.slice(SALT, CHUNK),
    chunk,
    keyCheck: bytes.subarray(KEY_CHECK, CHECKSUM),
    bytes,
  };
}

export const damaged = (why: string) =>
  new Refusal("BackupDamaged", `This encrypted file is damaged: ${why}. Nothing was changed; use another copy of it, or another backup.`);
