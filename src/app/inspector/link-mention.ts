import { MARK_END, MARK_START } from "../../content/search/search.model.ts";

/** A stretch of a text. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Where in a text the mention stands that `context` shows: a line with the mention between the marks. Only a whole line is
 * believed; the same words elsewhere in the text stay as they are (GV9). Undefined if the text has changed since.
 */
export function findMention(text: string, context: string): Stretch | undefined {
  const start = context.indexOf(MARK_START);
  const end = context.indexOf(MARK_END);
  if (start < 0 || end < start) return undefined;
  const before = context.slice(0, start).replace(/^…/, "");
  const mention = context.slice(start + 1, end);
  const line = `${before}${mention}${context.slice(end + 1).replace(/…$/, "")}`.trimEnd();
  const at = text.indexOf(line);
  if (at < 0) return undefined;
  const from = at + before.length;
  return { from, to: from + mention.length };
}

/** The text with that stretch made a link: `[[words]]`, or `[[target|words]]` where the words alone would mean another. */
export function linkStretch(text: string, { from, to }: Stretch, target?: string): string {
  const words = text.slice(from, to);
  return `${text.slice(0, from)}[[${target === undefined ? "" : `${target}|`}${words}]]${text.slice(to)}`;
}
