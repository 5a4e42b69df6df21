/** Replaces `from..to` (UTF-16 offsets of the old text) by `insert`. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Beyond this many cells of the line table one replacement of the differing middle is cheaper than a fine diff. */
const MAX_CELLS = 250_000;

/** Ordered, non-overlapping changes that turn `a` into `b`, small enough to keep cursors and marks where they were. */
export function textChanges(a: string, b: string): TextChange[] {
  const whole = narrowed({ from: 0, to: a.length, insert: b }, a);
  if (!whole) return [];
  const oldLines = linesOf(a.slice(whole.from, whole.to));
  const newLines = linesOf(whole.insert);
  if (oldLines.length * newLines.length > MAX_CELLS) return [whole];
  return lineChanges(oldLines, newLines, whole.from).flatMap((change) => narrowed(change, a) ?? []);
}

/** True if both lists change some of the same old text, so that putting them together needs a look. */
export const changesOverlap = (one: readonly TextChange[], other: readonly TextChange[]): boolean =>
  one.some((x) => other.some((y) => x.from < y.to && y.from < x.to && x.from < x.to && y.from < y.to));

/** The change without the text that both sides have at its start and end; null if nothing is left. */
function narrowed(change: TextChange, a: string): TextChange | null {
  let { from, to } = change;
  let start = 0;
  let end = change.insert.length;
  while (from < to && start < end && a.charCodeAt(from) === change.insert.charCodeAt(start)) (from++, start++);
  // Never between the halves of one character outside the basic plane.
  if (start > 0 && isHighSurrogate(a.charCodeAt(from - 1))) (from--, start--);
  while (to > from && end > start && a.charCodeAt(to - 1) === change.insert.charCodeAt(end - 1)) (to--, end--);
  if (to < change.to && isLowSurrogate(a.charCodeAt(to))) (to++, end++);
  return from === to && start === end ? null : { from, to, insert: change.insert.slice(start, end) };
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Lines with their line break, so that joining them gives the text back. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Longest common subsequence of lines, read back as changes; `offset` is where the old lines start. */
function lineChanges(a: readonly string[], b: readonly string[], offset: number): TextChange[] {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const changes: TextChange[] = [];
  let at = offset;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      at += a[i]!.length;
      i++;
      j++;
      continue;
    }
    const from = at;
    let insert = "";
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      const drop = i < a.length && (j === b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!);
      if (drop) at += a[i++]!.length;
      else insert += b[j++]!;
    }
    changes.push({ from, to: at, insert });
  }
  return changes;
}
