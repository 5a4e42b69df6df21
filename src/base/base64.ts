const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`;
const PAD = ["", "==", "="];

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD) + PAD[bytes.length % 3]!;
}

/** RFC 4648 §5, without padding. */
export const toBase64Url = (bytes: Uint8Array): string => encode(bytes, URL_SAFE);

/** The bytes, or undefined if `text` is not exactly what `toBase64` writes. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decode(text.replace(/={1,2}$/, ""), STANDARD);
  return bytes && toBase64(bytes) === text ? bytes : undefined;
}

/** The bytes, or undefined if `text` is not exactly what `toBase64Url` writes: one value has one text. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decode(text, URL_SAFE);
  return bytes && toBase64Url(bytes) === text ? bytes : undefined;
}

function encode(bytes: Uint8Array, alphabet: string): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    parts.push(alphabet[bits >> 18]! + alphabet[(bits >> 12) & 63]! + alphabet[(bits >> 6) & 63]! + alphabet[bits & 63]!);
  }
  const text = parts.join("");
  return bytes.length % 3 === 0 ? text : text.slice(0, (bytes.length % 3) - 3);
}

function decode(text: string, alphabet: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of text) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}
