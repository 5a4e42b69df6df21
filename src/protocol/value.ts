import { fromBase64, toBase64 } from "../base/base64.ts";

/** What a cell of SQLite holds. */
export type CellValue = null | string | number | bigint | Uint8Array;

/**
 * The same on the wire. What JSON cannot carry exactly is tagged: `b` bytes as base64, `i` an integer beyond 2^53, `f` a number
 * that JSON has no word for, `s` a text with NUL or half a surrogate pair, as the base64 of its UTF-16 (little end first).
 * The server never looks inside (PR8).
 */
export type WireValue = null | string | number | boolean | readonly ["b" | "i" | "f" | "s", string];

const UNSAFE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function encodeValue(value: CellValue): WireValue {
  if (value instanceof Uint8Array) return ["b", toBase64(value)];
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : ["i", value.toString()];
  if (typeof value === "number")
    return Number.isFinite(value) && !Object.is(value, -0) ? value : ["f", Object.is(value, -0) ? "-0" : `${value}`];
  return typeof value === "string" && UNSAFE.test(value) ? ["s", toBase64(utf16(value))] : value;
}

/** The value, or undefined if `wire` is a form this version does not know: it is kept as it came, and read after an upgrade. */
export function decodeValue(wire: WireValue): CellValue | undefined {
  if (typeof wire === "boolean") return wire ? 1 : 0;
  if (wire === null || typeof wire === "string" || typeof wire === "number") return wire;
  const [tag, text] = wire;
  if (tag === "i") return /^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined;
  if (tag === "f") return ["-0", "NaN", "Infinity", "-Infinity"].includes(text) ? Number(text) : undefined;
  const bytes = fromBase64(text);
  if (!bytes || tag === "b") return bytes;
  return tag === "s" && bytes.length % 2 === 0 ? fromUtf16(bytes) : undefined;
}

/** Is this a value as the wire carries it? Whether a tagged text decodes is the reader's affair. */
export function isWireValue(value: unknown): value is WireValue {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return !UNSAFE.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    /^[bifs]$/.test(String(value[0])) &&
    typeof value[1] === "string" &&
    !UNSAFE.test(value[1])
  );
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return bytes;
}

function fromUtf16(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode(bytes[i]! | (bytes[i + 1]! << 8));
  return text;
}
