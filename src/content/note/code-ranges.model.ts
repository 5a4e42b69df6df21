const FENCE = /^(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/;
/** Where a paragraph cannot go on, so that a stray backtick hides no more than its own paragraph. */
const BLOCK_START = /^[ \t]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|\|)/;

/**
 * The ranges of a Markdown text that are code (fences and spans), as flat pairs of start and end, in order.
 * Linear: the runs of backticks of a paragraph are indexed once, by their length.
 */
export function scanCode(text: string): number[] {
  const ranges: number[] = [];
  let fence: { sign: string; length: number; from: number } | null = null;
  let paragraph = -1;
  for (let start = 0; start <= text.length;) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 ? text.length : stop;
    const probe = text.slice(start, Math.min(end, start + 200)).replace(/\r$/, "");
    const mark = probe.includes("```") || probe.includes("~~~") ? FENCE.exec(probe) : null;
    if (fence) {
      if (mark && mark[1]![0] === fence.sign && mark[1]!.length >= fence.length && !mark[2]!.trim()) {
        ranges.push(fence.from, end);
        fence = null;
      }
    } else if (mark && !(mark[1]![0] === "`" && mark[2]!.includes("`"))) {
      if (paragraph >= 0) addSpans(text, paragraph, start, ranges);
      paragraph = -1;
      fence = { sign: mark[1]![0]!, length: mark[1]!.length, from: start };
    } else if (paragraph < 0) paragraph = start;
    else if (BLOCK_START.test(probe)) {
      addSpans(text, paragraph, start, ranges);
      paragraph = start;
    }
    start = end + 1;
  }
  if (fence) ranges.push(fence.from, text.length);
  else if (paragraph >= 0) addSpans(text, paragraph, text.length, ranges);
  return ranges;
}

/** Code spans of one paragraph: a run of backticks closes at the next run of the same length (CommonMark 6.1). */
function addSpans(text: string, from: number, to: number, ranges: number[]): void {
  const runs: number[] = [];
  for (let at = text.indexOf("`", from); at >= 0 && at < to; at = text.indexOf("`", at)) {
    const start = at;
    while (text[at] === "`") at++;
    runs.push(start, at - start);
  }
  if (runs.length < 4) return;
  const byLength = new Map<number, number[]>();
  for (let i = runs.length - 2; i >= 0; i -= 2) {
    const same = byLength.get(runs[i + 1]!);
    if (same) same.push(i);
    else byLength.set(runs[i + 1]!, [i]);
  }
  for (let i = 0; i < runs.length; i += 2) {
    // An escaped backtick opens nothing.
    if (text[runs[i]! - 1] === "\\") continue;
    const same = byLength.get(runs[i + 1]!)!;
    while (same.length && same[same.length - 1]! <= i) same.pop();
    const closer = same[same.length - 1];
    if (closer === undefined) continue;
    ranges.push(runs[i]!, runs[closer]! + runs[closer + 1]!);
    i = closer;
  }
}
