const LETTER = 1;
const IDEOGRAPH = 2;
let classes: Uint8Array | null = null;

/** One class per UTF-16 code unit: words are counted in one pass over numbers, without a regular expression. */
function characterClasses(): Uint8Array {
  const table = new Uint8Array(65_536);
  const letter = /[\p{L}\p{N}]/u;
  const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  for (let code = 0; code < 65_536; code++) {
    const character = String.fromCharCode(code);
    if (ideograph.test(character)) table[code] = IDEOGRAPH;
    else if (letter.test(character)) table[code] = LETTER;
  }
  // Lead surrogates of the supplementary ideographic planes.
  table.fill(IDEOGRAPH, 0xd840, 0xd8c0);
  return table;
}

/** Words of a text: runs of letters and digits, an apostrophe or hyphen between them included; in scripts without spaces every character. */
export function countWords(text: string): number {
  classes ??= characterClasses();
  let count = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = classes[code];
    if (kind === IDEOGRAPH) {
      count++;
      inWord = false;
    } else if (kind === LETTER) {
      if (!inWord) count++;
      inWord = true;
    } else if (!(inWord && (code === 39 || code === 45 || code === 0x2019))) inWord = false;
  }
  return count;
}

const READ = 3000;

/** The beginning of a text as lists show it: about `length` characters without Markdown signs, on one line. */
export function summarize(text: string, length = 200): string {
  // Signs never reach over a line break: where whole lines are enough, the rest need not be read.
  const lineEnd = text.indexOf("\n", length * 2);
  const start = lineEnd > 0 && lineEnd < READ ? withoutSigns(text.slice(0, lineEnd)) : "";
  const plain = start.length > length ? start : withoutSigns(text.slice(0, READ));
  if (plain.length <= length) return plain;
  const cut = plain.lastIndexOf(" ", length);
  return `${plain.slice(0, cut > length / 2 ? cut : wholeCharacters(plain, length)).trimEnd()}…`;
}

const withoutSigns = (text: string): string =>
  text
    .replace(/^\s*#{1,6}[ \t].*\n+(?=\s*\S)/, "")
    .replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, "")
    .replace(/!\[\[[^\]\n]*\]\]|!\[[^\]\n]*\]\([^)\n]*\)/g, "")
    .replace(/\[\[([^\]|\n]*)(?:\\?\|([^\]\n]*))?\]\]/g, (_, target: string, alias?: string) => alias ?? target)
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replace(/<[a-zA-Z/!][^>\n]*>/g, "")
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, "")
    .replace(/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gm, "")
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|[-*_=| :]{3,}$)/gm, "")
    .replace(/[*_~`|]+/g, (signs, at: number, all: string) =>
      signs === "_" && /\w/.test(all[at - 1] ?? "") && /\w/.test(all[at + 1] ?? "") ? signs : "",
    )
    .replace(/\s+/g, " ")
    .trim();

/** Never cuts a surrogate pair in half. */
const wholeCharacters = (text: string, length: number): number => (/[\ud800-\udbff]/.test(text[length - 1]!) ? length - 1 : length);
