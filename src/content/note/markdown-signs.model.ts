/** A part of a Markdown text that is not read: `[from, to, words]`; with `words` it may say something, as an address does. */
export type Sign = readonly [from: number, to: number, words: boolean];

const SIGNS = new RegExp(
  [
    "^[ \\t]*(?<fence>`{3,}|~{3,}).*$",
    "^[ \\t]*(?<rule>[-*_=| :]{3,})$",
    "^(?<line>(?:[ \\t]*(?:>|(?:#{1,6}|[-*+]|\\d{1,9}[.)]|\\[[ xX]\\])(?=[ \\t])))+)[ \\t]*",
    "(?<escape>\\\\)[!-/:-@[-`{-~]",
    "(?<ticks>`+)(?<code>[^`\\n]+)\\k<ticks>(?!`)",
    "(?<open>!?\\[\\[)(?<target>[^\\[\\]|\\n]*)(?<pipe>\\\\?\\|(?<alias>[^\\]\\n]*))?\\]\\]",
    "(?<text>!?\\[)(?=[^\\[\\]\\n]*\\]\\()",
    "(?<destination>\\]\\([^()\\n]*(?:\\([^()\\n]*\\)[^()\\n]*)*\\))",
    "(?<address>\\bhttps?://[^\\s)>\\]]+)",
    "(?<tag><(?:/?[a-zA-Z][\\w-]*(?:\\s[^<>\\n]*)?/?|!--[^<>\\n]*--)>)",
    "(?<mark>\\*+|_+|~~|==|\\|+)",
  ].join("|"),
  "gm",
);

/** Where the signs of a piece of Markdown stand, in order. For pieces of a few thousand characters: what a line of results shows. */
export function markdownSigns(text: string): Sign[] {
  const signs: Sign[] = [];
  for (const match of text.matchAll(SIGNS)) {
    const at = match.index;
    const end = at + match[0].length;
    const part = match.groups as Record<string, string | undefined>;
    if (part.escape) signs.push([at, at + 1, false]);
    else if (part.ticks) signs.push([at, at + part.ticks.length, false], [end - part.ticks.length, end, false]);
    else if (part.open) addWikilink(signs, at, end, part);
    else if (part.text) signs.push([at, end, false]);
    else if (part.destination) signs.push([at, at + 1, false], [at + 1, end, true]);
    else if (part.mark) {
      if (isSign(text, at, end)) signs.push([at, end, false]);
    } else if (!part.address) signs.push([at, end, part.rule === undefined]);
  }
  return signs;
}

/** Of an embedded file nothing is read; of a link its alias, or else its name. */
function addWikilink(signs: Sign[], at: number, end: number, { open, target, pipe, alias }: Record<string, string | undefined>): void {
  const from = at + open!.length;
  const embedded = open!.startsWith("!");
  signs.push([at, from, false]);
  if (pipe !== undefined && alias && !embedded) signs.push([from, end - 2 - alias.length, true]);
  else if (embedded) signs.push([from, end - 2, true]);
  else if (pipe !== undefined) signs.push([from + target!.length, end - 2, false]);
  signs.push([end - 2, end, false]);
}

/** Not the underscores of snake_case, nor a star or bar-like sign that stands for itself between blanks. */
function isSign(text: string, from: number, to: number): boolean {
  const [before, after] = [text[from - 1] ?? " ", text[to] ?? " "];
  if (text[from] === "|") return true;
  if (text[from] === "_" && WORD.test(before) && WORD.test(after)) return false;
  return !(/\s/.test(before) && /\s/.test(after));
}

const WORD = /[\p{L}\p{N}]/u;
