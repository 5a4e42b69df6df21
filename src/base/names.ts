/** How names are compared: two names with the same key mean the same thing in a wikilink (NFKC, lower case, one space). */
export const nameKey = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

const MARKS = /\p{M}+/gu;
const DIGITS = /\d+/g;

/**
 * The key by which lists sort names, compared as bytes by SQLite and nowhere else: accents and case do not count,
 * numbers count as numbers ("Take 2" before "Take 10"). Names with the same key are told apart by their id.
 */
export function sortKey(name: string): string {
  const plain = name.normalize("NFKD").replace(MARKS, "").toLowerCase().trim();
  return plain.replace(DIGITS, (run) => {
    const digits = run.replace(/^0+(?=\d)/, "");
    return `${String.fromCharCode(48 + Math.min(digits.length, 9))}${digits}`;
  });
}
