/**
 * How many letters were left out, added, exchanged or swapped with their neighbour (Damerau–Levenshtein, in its form in
 * which no part is edited twice); anything beyond `most` is answered as `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[to.length]!;
}

/** Every word that one edit makes of this one, with letters of its own alphabet. Neither short nor long words: about 60 a letter. */
export function oneEditAway(word: string): string[] {
  const letters = [...(ALPHABETS.find((alphabet) => alphabet.includes(word[0]!)) ?? "")];
  const made = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const [head, tail] = [word.slice(0, i), word.slice(i)];
    if (tail) made.add(head + tail.slice(1));
    if (tail.length > 1) made.add(head + tail[1]! + tail[0]! + tail.slice(2));
    for (const letter of letters) {
      made.add(head + letter + tail);
      if (tail) made.add(head + letter + tail.slice(1));
    }
  }
  made.delete(word);
  return [...made];
}

/** Folded letters (SE2); other scripts are corrected by their trigrams alone. */
const ALPHABETS = ["abcdefghijklmnopqrstuvwxyz0123456789", "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзиклмнопрстуфхцчшщъыьэюя"];
