/**
 * 64 bits of a value as 16 hex digits, the same for what JSON takes for the same: properties without a value do not
 * count. Walks the value as it is: a long text or the bytes of a file are never copied. Not for secrets.
 */
export function hashValue(value: unknown): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;

  // Each loop has its lanes to itself: variables shared between functions would cost an allocation at every step.
  const addText = (kind: string, text: string) => {
    let one = Math.imul(a ^ kind.charCodeAt(0), 0x9e3779b1) ^ text.length;
    let other = Math.imul(b ^ kind.charCodeAt(0), 0x5f356495) ^ text.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      one = Math.imul(one ^ code, 0x9e3779b1);
      other = Math.imul(other ^ code, 0x5f356495);
    }
    [a, b] = [one, other];
  };
  const addBytes = (bytes: Uint8Array) => {
    addText("bytes", String(bytes.length));
    let [one, other] = [a, b];
    for (let i = 0; i < bytes.length; i++) {
      one = Math.imul(one ^ bytes[i]!, 0x9e3779b1);
      other = Math.imul(other ^ bytes[i]!, 0x5f356495);
    }
    [a, b] = [one, other];
  };
  const walk = (part: unknown): void => {
    if (typeof part === "string") addText("text", part);
    else if (part instanceof Uint8Array) addBytes(part);
    else if (Array.isArray(part)) {
      addText("list", String(part.length));
      part.forEach(walk);
    } else if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part).filter(([, held]) => held !== undefined);
      addText("object", String(entries.length));
      for (const [key, held] of entries) {
        addText("key", key);
        walk(held);
      }
    } else addText("value", JSON.stringify(part ?? null));
  };

  walk(value);
  const one = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  const other = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return hex(one) + hex(other);
}

const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
