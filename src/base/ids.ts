/** Fills and returns the given bytes with random values; injected, so that tests own randomness. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * UUIDv7 text (RFC 9562 §5.7): 48 bits of `at` (milliseconds UTC), then 74 random bits.
 * Sorts by time as text, so that keyset pages and B-tree inserts stay local.
 */
export function uuidv7(at: number, random: RandomBytes): string {
  const bytes = random(new Uint8Array(16));
  for (let i = 0, left = at; i < 6; i++, left = Math.floor(left / 256)) bytes[5 - i] = left % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return formatUuid(bytes);
}

function formatUuid(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += HEX[byte]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * A stream of UUIDv7 that depends on its seed and time alone: replaying a mutation mints the same ids.
 * Randomness is xorshift128 seeded by FNV-1a of `seed`; uniqueness rests on the seed (a mutation id) being unique.
 */
export function idStream(seed: string, at: number): () => string {
  const state = new Uint32Array(4);
  for (let lane = 0; lane < 4; lane++) state[lane] = fnv1a(`${lane}:${seed}`) || lane + 1;
  return () => uuidv7(at, (bytes) => fillXorshift(bytes, state));
}

function fillXorshift(bytes: Uint8Array<ArrayBuffer>, state: Uint32Array): Uint8Array<ArrayBuffer> {
  for (let i = 0; i < bytes.length; i++) {
    let t = state[3]!;
    const s = state[0]!;
    state[3] = state[2]!;
    state[2] = state[1]!;
    state[1] = s;
    t ^= t << 11;
    t ^= t >>> 8;
    state[0] = t ^ s ^ (s >>> 19);
    bytes[i] = state[0]! & 0xff;
  }
  return bytes;
}

/** 32-bit FNV-1a of the UTF-16 code units of `text`. Not for secrets. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
