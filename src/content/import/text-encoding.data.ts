declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/** The text of a file with what there was of a byte order mark; null if it is not text in UTF-8, or UTF-16 with a mark (IM4). */
export function decodeText(bytes: Uint8Array): { text: string; utf16: boolean } | null {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: label === "utf-8" }).decode(bytes);
    return text.includes("\0") ? null : { text, utf16: label !== "utf-8" };
  } catch {
    return null;
  }
}
