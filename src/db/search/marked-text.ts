import type { Match } from "./matches.ts";

/** What stands around a match; characters that a text itself cannot hold, because they are taken out of it. */
export interface Marks {
  readonly start: string;
  readonly end: string;
}

/** `text` from `from` to `to` on one line, with its matches between marks. Overlapping matches become one. */
export function markedText(text: string, matches: readonly Match[], marks: Marks, from = 0, to = text.length): string {
  const parts: string[] = [];
  const plain = (start: number, end: number) => text.slice(start, end).replaceAll(marks.start, "").replaceAll(marks.end, "");
  let at = from;
  for (const { start, end } of merged(matches)) {
    if (end <= at || start >= to) continue;
    const open = Math.max(start, at);
    const close = Math.min(end, to);
    parts.push(plain(at, open), marks.start, plain(open, close), marks.end);
    at = close;
  }
  parts.push(plain(at, to));
  return parts.join("").replace(BLANK, " ");
}

function merged(matches: readonly Match[]): { start: number; end: number }[] {
  const list: { start: number; end: number }[] = [];
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = list.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else list.push({ start, end });
  }
  return list;
}

// oxlint-disable-next-line no-control-regex -- control characters have no place in a line of results
const BLANK = /[\s\u0000-\u001f\u007f]+/g;
