import { scanCode } from "./code-ranges.model.ts";
import { noteDestination, writtenPath } from "./markdown-link.model.ts";

/** A link to a note as it stands in a text: a wikilink, or a Markdown link to a file of Markdown. Offsets are UTF-16 code units. */
export interface TextLink {
  readonly syntax: "wiki" | "markdown";
  /** What it links to, without heading and alias: `name` or `folder/name`, `./name.md` of a Markdown link; empty for `[[#heading]]`. */
  readonly target: string;
  readonly heading: string | null;
  readonly alias: string | null;
  readonly embed: boolean;
  /** From `[[` (or `![[`) to after `]]`; of a Markdown link from `](` to after `)`. */
  readonly from: number;
  readonly to: number;
  /** Where the target stands, so that a rename replaces it and nothing else. */
  readonly targetFrom: number;
  readonly targetTo: number;
}

export interface ParsedText {
  readonly links: TextLink[];
  /** Inline `#tags` without the sign, in the order of the text, each spelling once. */
  readonly tags: string[];
}

interface InlineTag {
  readonly tag: string;
  /** Of the tag without its sign. */
  readonly from: number;
}

const LONGEST_LINK = 1200;
const TAG = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_\-/\u200d\ufe0f]{1,100}/uy;
const ONLY_DIGITS = /^[\d/_-]*$/;

/**
 * The links to notes and the inline tags of a Markdown text, code left out. Time grows with the length of the text, whatever
 * the text is (NO4): every search for a closing sign is remembered or bounded.
 */
export function parseText(text: string): ParsedText {
  const { links, tags } = scan(text);
  return { links, tags: [...new Set(tags.map(({ tag }) => tag))] };
}

function scan(text: string): { links: TextLink[]; tags: InlineTag[] } {
  const links: TextLink[] = [];
  const tags: InlineTag[] = [];
  const code = scanCode(text);
  let range = 0;
  let close = -2;
  const interesting = /\[\[|\]\(|#/g;
  for (let found = interesting.exec(text); found; found = interesting.exec(text)) {
    const at = found.index;
    while (range < code.length && code[range + 1]! <= at) range += 2;
    if (range < code.length && code[range]! <= at) {
      interesting.lastIndex = code[range + 1]!;
      continue;
    }
    if (text[at] === "#") {
      const tag = tagAt(text, at);
      if (tag) tags.push({ tag, from: at + 1 });
      continue;
    }
    if (text[at] === "]") {
      const link = markdownLinkAt(text, at);
      if (link) links.push(link);
      interesting.lastIndex = link?.to ?? at + 1;
      continue;
    }
    if (close !== -1 && close < at + 2) close = text.indexOf("]]", at + 2);
    const link = close === -1 ? null : wikilinkAt(text, at, close);
    if (link) {
      links.push(link);
      interesting.lastIndex = link.to;
    } else interesting.lastIndex = at + 1;
  }
  return { links, tags };
}

function tagAt(text: string, at: number): string | null {
  if (at > 0 && !/\s/.test(text[at - 1]!)) return null;
  TAG.lastIndex = at + 1;
  const tag = TAG.exec(text)?.[0].replace(/[/-]+$/, "");
  return tag && !ONLY_DIGITS.test(tag) ? tag : null;
}

function markdownLinkAt(text: string, at: number): TextLink | null {
  const destination = text[at - 1] === "\\" ? null : noteDestination(text, at);
  return destination && { syntax: "markdown", ...destination, alias: null, embed: false, from: at };
}

/** The wikilink whose `[[` and `]]` stand at two places; null if there is none between them. */
export function wikilinkAt(text: string, at: number, close: number): TextLink | null {
  if (close - at > LONGEST_LINK || text[at - 1] === "\\") return null;
  const inner = text.slice(at + 2, close);
  if (inner.includes("\n") || inner.includes("[[")) return null;
  // In a table the pipe of an alias is written \|.
  const pipe = inner.search(/\\?\|/);
  const address = pipe < 0 ? inner : inner.slice(0, pipe);
  const alias = pipe < 0 ? null : inner.slice(inner.indexOf("|", pipe) + 1).trim();
  const hash = address.indexOf("#");
  const raw = hash < 0 ? address : address.slice(0, hash);
  const target = raw.trim();
  const heading = hash < 0 ? null : address.slice(hash + 1).trim();
  if (!target && !heading) return null;
  const embed = text[at - 1] === "!";
  const targetFrom = at + 2 + (raw.length - raw.trimStart().length);
  return {
    syntax: "wiki",
    target,
    heading,
    alias,
    embed,
    from: embed ? at - 1 : at,
    to: close + 2,
    targetFrom,
    targetTo: targetFrom + target.length,
  };
}

/** The text with the targets of some links replaced; alias, heading and everything else stay. */
export const rewriteLinks = (text: string, retarget: (link: TextLink) => string | null): string =>
  replaceAt(
    text,
    scan(text).links.flatMap((link) => {
      const target = retarget(link);
      if (target === null || target === link.target) return [];
      const { syntax, targetFrom: from, targetTo: to } = link;
      const by = syntax === "wiki" ? target : writtenPath(target, text.slice(from, to), text[from - 1] === "<");
      return [{ from, to, by }];
    }),
  );

/** The text with its inline tags renamed. */
export const rewriteTags = (text: string, rename: (tag: string) => string): string =>
  replaceAt(
    text,
    scan(text).tags.map(({ tag, from }) => ({ from, to: from + tag.length, by: rename(tag).replace(/\s+/g, "-") })),
  );

/** The text with some places replaced, given in their order. */
export function replaceAt(text: string, replacements: readonly { from: number; to: number; by: string }[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, by } of replacements) {
    pieces.push(text.slice(done, from), by);
    done = to;
  }
  return pieces.join("") + text.slice(done);
}

/** The line around a place in a text, at most `length` characters, cut at both ends with an ellipsis. */
export function lineAround(text: string, from: number, to: number, length = 200): string {
  const start = text.lastIndexOf("\n", Math.max(0, from - 1)) + 1;
  const stop = text.indexOf("\n", to);
  const end = stop < 0 ? text.length : stop;
  if (end - start <= length) return text.slice(start, end).trim();
  const left = Math.max(start, Math.min(from - Math.floor((length - (to - from)) / 2), end - length));
  const right = Math.min(end, left + length);
  return `${left > start ? "…" : ""}${text.slice(left, right).trim()}${right < end ? "…" : ""}`;
}
