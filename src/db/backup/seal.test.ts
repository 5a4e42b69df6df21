import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../base/result.ts";
import { seal, type SealDeps, unseal } from "./seal.ts";
import { HEADER_BYTES, writeHeader } from "./sealed-header.ts";
import type { Subtle } from "./subtle.ts";

const CHUNK = 32;
const deps: SealDeps = {
  subtle: crypto.subtle as unknown as Subtle,
  random: (bytes) => crypto.getRandomValues(bytes),
  iterations: 2,
  chunk: CHUNK,
};
const PASSPHRASE = "eight words are better";

const gather = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return new Uint8Array(await new Blob(all).arrayBuffer());
};
const sealed = (plain: Uint8Array<ArrayBuffer>, piece = 7) =>
  gather(
    seal(
      deps,
      "sqlite",
      PASSPHRASE,
      Array.from({ length: Math.ceil(plain.length / piece) }, (_, i) => plain.slice(i * piece, (i + 1) * piece)),
    ),
  );
const opened = async (file: Uint8Array<ArrayBuffer>, passphrase = PASSPHRASE) =>
  gather((await unseal(deps, new Blob([file]), passphrase)).pieces);
const refusal = async (file: Uint8Array<ArrayBuffer>, passphrase?: string) => {
  try {
    return `opened ${(await opened(file, passphrase)).length} bytes`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.failure.type}: ${error.message}`;
  }
};
const plain = (length: number) => new Uint8Array(length).map((_, i) => i);
/** Chunks as they stand in the file. */
const chunksOf = (file: Uint8Array<ArrayBuffer>) => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = HEADER_BYTES; at < file.length; at += CHUNK + 16) chunks.push(file.slice(at, at + CHUNK + 16));
  return chunks;
};
const joined = async (file: Uint8Array<ArrayBuffer>, chunks: Uint8Array<ArrayBuffer>[]) =>
  new Uint8Array(await new Blob([file.slice(0, HEADER_BYTES), ...chunks]).arrayBuffer());

describe("BR8: an encrypted backup", () => {
  test("comes back byte for byte, whatever its length and however it was handed over", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 150 }), fc.integer({ min: 1, max: 80 }), async (bytes, piece) => {
        expect(await opened(await sealed(bytes as Uint8Array<ArrayBuffer>, piece))).toEqual(bytes);
      }),
      { seed: 8, numRuns: 100 },
    );
    for (const length of [0, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
      expect(await opened(await sealed(plain(length)))).toEqual(plain(length));
  });

  test("is refused with a wrong passphrase, and says that it is the passphrase", async () => {
    const file = await sealed(plain(100));
    expect(await refusal(file, "another passphrase")).toMatch(/^WrongPassphrase: This is not the passphrase/);
    expect(await refusal(file, PASSPHRASE.toUpperCase())).toMatch(/^WrongPassphrase/);
  });

  test("takes the same passphrase in other code points", async () => {
    const file = await gather(seal(deps, "zip", "grün und süß", [plain(3)]));
    expect(await opened(file, "grün und süß".normalize("NFD"))).toEqual(plain(3));
  });

  test("with one flipped bit anywhere is refused as damaged, never as a wrong passphrase, and gives nothing out past the damage", async () => {
    const file = await sealed(plain(100));
    for (let at = 0; at < file.length; at++) {
      const flipped = file.slice();
      flipped[at]! ^= 1 << (at % 8);
      expect(await refusal(flipped), `byte ${at}`).toMatch(at < 8 ? /^NotABackup/ : /^BackupDamaged: This encrypted file is damaged/);
    }
  });

  test("that was cut off says that its end is missing", async () => {
    const file = await sealed(plain(100));
    const chunks = chunksOf(file);
    expect(await refusal(await joined(file, chunks.slice(0, -1)))).toMatch(/BackupDamaged.*its end is missing/);
    for (let length = 0; length < file.length; length++)
      expect(await refusal(file.slice(0, length)), `${length} bytes`).toMatch(/BackupDamaged|NotABackup/);
  });

  test("whose parts were swapped, repeated or added to says so", async () => {
    const file = await sealed(plain(100));
    const [a, b, c, d] = chunksOf(file) as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ];
    expect(await refusal(await joined(file, [b, a, c, d]))).toMatch(/BackupDamaged.*another order/);
    expect(await refusal(await joined(file, [a, a, c, d]))).toMatch(/BackupDamaged.*another order/);
    const full = await sealed(plain(2 * CHUNK));
    expect(await refusal(await joined(full, [...chunksOf(full), plain(20)]))).toMatch(/BackupDamaged.*added at its end/);
  });

  test("cannot be put together of two files with the same passphrase", async () => {
    const [one, other] = [await sealed(plain(100)), await sealed(plain(100))];
    expect(await refusal(await joined(one, chunksOf(other)))).toMatch(/BackupDamaged: .*part 1 of 4 was changed/);
  });

  test("is not made with a short passphrase, and does not count for hours for a header from elsewhere", async () => {
    await expect(gather(seal(deps, "sqlite", "short", [plain(3)]))).rejects.toThrow("at least 8 characters");
    const header = { content: "zip", salt: plain(16), chunk: CHUNK, keyCheck: plain(16), iterations: 2 ** 32 - 1 } as const;
    expect(await refusal(await writeHeader(deps.subtle, header))).toMatch(/BackupDamaged.*makes no sense/);
  });
});
