import { fromBase64Url, toBase64Url } from "../base/base64.ts";

/**
 * How far a client has read a space (PR4): the epoch of the space (random, so that a wiped server has another), the last seq,
 * and the random tag of that seq (so that a server that was rewound and has counted on is noticed). Clients keep it unread.
 */
export interface Token {
  /** 16 hexadecimal digits. */
  readonly epoch: string;
  readonly seq: number;
  /** 16 hexadecimal digits; `NO_TAG` where the server no longer knows it. */
  readonly tag: string;
}

export const NO_TAG = "0000000000000000";
const BYTES = 22;

/** base64url of epoch (8 bytes), seq (6) and tag (8). */
export function encodeToken({ epoch, seq, tag }: Token): string {
  const hex = epoch + seq.toString(16).padStart(12, "0") + tag;
  return toBase64Url(Uint8Array.from({ length: BYTES }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16)));
}

export function decodeToken(text: string): Token | undefined {
  const bytes = text.length === 30 ? fromBase64Url(text) : undefined;
  if (bytes?.length !== BYTES) return undefined;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { epoch: hex.slice(0, 16), seq: parseInt(hex.slice(16, 28), 16), tag: hex.slice(28) };
}
