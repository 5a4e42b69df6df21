/**
 * 64 bits of a text as 16 hex digits (two multiply-xor lanes over its UTF-16 code units). Tells accidental changes of
 * a migration or of a mutation's arguments; not for secrets, nor against somebody who wants two texts to collide.
 */
export function hashText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  const one = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  const other = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return hex(one) + hex(other);
}

const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
