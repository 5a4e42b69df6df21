import type { BlobLike } from "../../base/blob.ts";
import { sameBytes, writeUint32 } from "../../base/bytes.ts";
import { Refusal } from "../../base/result.ts";
import { damaged, HEADER_BYTES, readHeader, type SealedContent, type SealedHeader, writeHeader } from "./sealed-header.ts";
import type { Subtle, SubtleKey } from "./subtle.ts";

export interface SealDeps {
  readonly subtle: Subtle;
  /** Fills with random bytes. */
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** Of PBKDF2 with SHA-256; tests take fewer. */
  readonly iterations?: number;
  /** Bytes of a chunk. */
  readonly chunk?: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** As OWASP advises since 2023. */
const ITERATIONS = 600_000;
const CHUNK = 1 << 20;
const TAG = 16;
const SHORTEST = 8;

declare const TextEncoder: new () => { encode(text: string): Bytes };
const ascii = (text: string): Bytes => new TextEncoder().encode(text);

/** Encrypts a stream with a passphrase (BR8): the header, then chunks, each bound to its place and the last one to being the last. */
export async function* seal(
  deps: SealDeps,
  content: SealedContent,
  passphrase: string,
  pieces: AsyncIterable<Bytes> | Iterable<Bytes>,
): AsyncGenerator<Bytes> {
  const { subtle, random, iterations = ITERATIONS, chunk = CHUNK } = deps;
  refuseWeak(passphrase);
  const salt = random(new Uint8Array(16));
  const { key, keyCheck } = await keysOf(subtle, passphrase, salt, iterations);
  const header = await writeHeader(subtle, { content, iterations, salt, chunk, keyCheck });
  yield header;
  let number = 0;
  const sealed = async (bytes: Bytes, last: boolean) =>
    new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: nonce(number++, last), additionalData: header }, key, bytes));
  const held = new Uint8Array(chunk);
  let filled = 0;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      // A full chunk waits for what follows: only then it is known not to be the last.
      if (filled === chunk) {
        yield await sealed(held, false);
        filled = 0;
      }
      const part = piece.subarray(from, from + chunk - filled);
      held.set(part, filled);
      filled += part.length;
      from += part.length;
    }
  }
  yield await sealed(held.slice(0, filled), true);
}

/** Throws `Refusal('WeakPassphrase')`. */
export function refuseWeak(passphrase: string | undefined): void {
  if (passphrase !== undefined && [...passphrase].length < SHORTEST)
    throw new Refusal("WeakPassphrase", `A passphrase has at least ${SHORTEST} characters; several words are better. Nothing was made.`);
}

export interface Opened {
  readonly content: SealedContent;
  /** Throws `Refusal('BackupDamaged')` at the first chunk that is not as it was written. */
  readonly pieces: AsyncGenerator<Bytes>;
}

/** Throws `Refusal`: `WrongPassphrase`, `BackupDamaged`, `NewerBackup`, `NotABackup`. */
export async function unseal({ subtle }: Pick<SealDeps, "subtle">, file: BlobLike, passphrase: string): Promise<Opened> {
  const header = await readHeader(subtle, await bytesOf(file, 0, HEADER_BYTES));
  const { key, keyCheck } = await keysOf(subtle, passphrase, header.salt, header.iterations);
  if (!sameBytes(keyCheck, header.keyCheck))
    throw new Refusal("WrongPassphrase", "This is not the passphrase of this file. Nothing was changed; try again.");
  return { content: header.content, pieces: openChunks(subtle, file, header, key) };
}

async function* openChunks(subtle: Subtle, file: BlobLike, header: SealedHeader, key: SubtleKey): AsyncGenerator<Bytes> {
  const size = header.chunk + TAG;
  const count = Math.max(1, Math.ceil((file.size - HEADER_BYTES) / size));
  const opened = async (bytes: Bytes, number: number, last: boolean) => {
    try {
      return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: nonce(number, last), additionalData: header.bytes }, key, bytes));
    } catch {
      // WebCrypto says only that it does not fit; why is found out below.
      return null;
    }
  };
  for (let number = 0; number < count; number++) {
    const bytes = await bytesOf(file, HEADER_BYTES + number * size, size);
    const last = number === count - 1;
    const plain = await opened(bytes, number, last);
    if (!plain) throw damaged(await whatIsWrong((place, end) => opened(bytes, place, end), number, count));
    yield plain;
  }
}

/** Tries where a chunk that does not fit would fit: a file that was cut, added to, or put together wrongly says so. */
async function whatIsWrong(fits: (number: number, last: boolean) => Promise<Bytes | null>, number: number, count: number): Promise<string> {
  if (number === count - 1 && (await fits(number, false))) return "its end is missing";
  if (number < count - 1 && (await fits(number, true))) return "something was added at its end";
  for (let other = 0; other < count; other++) {
    if (other !== number && ((await fits(other, false)) || (await fits(other, true)))) return "its parts are in another order";
  }
  return number === count - 1 ? "its last part was changed, or its end is missing" : `part ${number + 1} of ${count} was changed`;
}

/** One key for one file, since its salt is random: chunks need no nonce but their number, and whether they are the last. */
function nonce(number: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12);
  writeUint32(bytes, 7, number);
  bytes[11] = Number(last);
  return bytes;
}

async function keysOf(subtle: Subtle, passphrase: string, salt: Bytes, iterations: number): Promise<{ key: SubtleKey; keyCheck: Bytes }> {
  // The same passphrase typed on another keyboard may come in other code points.
  const typed = await subtle.importKey("raw", ascii(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
  const root = new Uint8Array(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, typed, 256));
  const material = await subtle.importKey("raw", root, "HKDF", false, ["deriveBits"]);
  const derive = async (info: string, bits: number) =>
    new Uint8Array(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: ascii(info) }, material, bits));
  const [raw, keyCheck] = await Promise.all([derive("atelier backup key", 256), derive("atelier backup key check", 128)]);
  return { key: await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]), keyCheck };
}

const bytesOf = async (file: BlobLike, from: number, length: number): Promise<Bytes> =>
  new Uint8Array(await file.slice(from, from + length).arrayBuffer());
