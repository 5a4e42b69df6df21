export interface Piece {
  readonly text: string;
  readonly kind: "same" | "added" | "removed";
}

/** A word with the space after it, a run of space, or one sign. */
const WORDS = /[\p{L}\p{M}\p{N}_'’]+\s*|\s+|[^\s]/gu;
/** Beyond this many cells of the table the differing middle is shown as one change. */
const MAX_CELLS = 4_000_000;

/** What stands between `a` and `b`, word by word, in reading order; what was removed comes before what was added (SU6). */
export function wordChanges(a: string, b: string): Piece[] {
  const old = a.match(WORDS) ?? [];
  const now = b.match(WORDS) ?? [];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], words: readonly string[]) => words.length > 0 && pieces.push({ kind, text: words.join("") });
  add("same", now.slice(0, start));
  for (const { kind, text } of middle(old.slice(start, old.length - end), now.slice(start, now.length - end))) add(kind, [text]);
  add("same", now.slice(now.length - end));
  return joined(pieces);
}

/** Longest common subsequence of words, read forwards. */
function middle(a: readonly string[], b: readonly string[]): Piece[] {
  if (a.length * b.length > MAX_CELLS)
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const pieces: Piece[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: "same", text: b[j]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      pieces.push({ kind: "removed", text: a[i++]! });
    else pieces.push({ kind: "added", text: b[j++]! });
  }
  return pieces;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) result[result.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
