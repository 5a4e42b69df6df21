/**
 * Text as search sees it (SE1). Words are separated by whatever is not a letter, digit or mark. Scripts that do not
 * separate words by spaces ("dense": Chinese, Japanese, Korean with its particles, Thai, Lao, Khmer, Burmese) are cut
 * into single characters here and written as overlapping pairs in the index. A pictograph is a word.
 */
export interface Unit {
  readonly text: string;
  readonly start: number;
  readonly dense: boolean;
  /** A dense character that follows another one without anything between them. */
  readonly glued: boolean;
}

/** The units of folded text, in order. */
export function units(folded: string): Unit[] {
  const found: Unit[] = [];
  for (const run of runs(folded)) {
    if (!run.dense) {
      found.push({ text: run.text, start: run.start, dense: false, glued: false });
      continue;
    }
    let start = run.start;
    for (const text of run.text) {
      found.push({ text, start, dense: true, glued: start > run.start });
      start += text.length;
    }
  }
  return found;
}

/** The units as the index holds them: words as they are, a dense run 東京都 as 東京 京都 都 (its last character alone). */
export function indexTokens(list: readonly Unit[]): string[] {
  return list.map((unit, i) => {
    const next = list[i + 1];
    return next?.glued ? unit.text + next.text : unit.text;
  });
}

/**
 * What the index is given for a folded text; its words are added to `words` for the vocabulary, the characters of its
 * dense scripts to `characters`. A text without dense scripts and pictographs goes as it is: FTS5's own tokenizer separates its words in the same places.
 */
export function indexForm(folded: string, words: Set<string>, characters: Set<string>): string {
  const ascii = ASCII.test(folded);
  if (ascii || !SPECIAL.test(folded)) {
    for (const word of folded.match(ascii ? ASCII_WORD : WORD) ?? []) words.add(word);
    return folded;
  }
  const tokens: string[] = [];
  for (const run of runs(folded)) {
    if (run.dense) pushPairs(tokens, run.text, characters);
    else {
      tokens.push(run.text);
      words.add(run.text);
    }
  }
  return tokens.join(" ");
}

function pushPairs(tokens: string[], run: string, characters: Set<string>): void {
  let last = "";
  for (const character of run) {
    characters.add(character);
    if (last) tokens.push(last + character);
    last = character;
  }
  tokens.push(last);
}

interface Run {
  readonly text: string;
  readonly start: number;
  readonly dense: boolean;
}

function runs(folded: string): Run[] {
  const found: Run[] = [];
  let at = 0;
  while (at < folded.length) {
    const start = at;
    const kind = kindAt(folded, at);
    at += widthAt(folded, at);
    if (kind === NONE) continue;
    if (kind <= DENSE) while (at < folded.length && kindAt(folded, at) === kind) at += widthAt(folded, at);
    found.push({ text: folded.slice(start, at), start, dense: kind === DENSE || kind === DENSE_PICTOGRAPH });
  }
  return found;
}

/** Letters go on in words, characters of dense scripts in runs; a pictograph stands by itself. 0 is not looked at yet. */
const [LETTER, DENSE, PICTOGRAPH, DENSE_PICTOGRAPH, NONE] = [1, 2, 3, 4, 5] as const;
const kinds = new Uint8Array(0x1_0000);
const kindsBeyond = new Map<number, number>();

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

function kindAt(text: string, at: number): number {
  const code = text.codePointAt(at)!;
  if (code <= 0xffff) return kinds[code] || (kinds[code] = kindOf(code));
  const known = kindsBeyond.get(code);
  if (known !== undefined) return known;
  const kind = kindOf(code);
  kindsBeyond.set(code, kind);
  return kind;
}

function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  if (PART_OF_WORD.test(character)) return OF_DENSE_SCRIPT.test(character) ? DENSE : LETTER;
  if (!SIGN.test(character)) return NONE;
  return OF_DENSE_SCRIPT.test(character) ? DENSE_PICTOGRAPH : PICTOGRAPH;
}

const SCRIPTS = ["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar"]
  .map((s) => `\\p{scx=${s}}`)
  .join("");
const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /[a-z0-9]+/g;
const WORD = /[\p{L}\p{N}\p{M}]+|\p{So}/gu;
const PART_OF_WORD = /[\p{L}\p{N}\p{M}]/u;
const SIGN = /\p{So}/u;
const OF_DENSE_SCRIPT = new RegExp(`[${SCRIPTS}]`, "u");
const SPECIAL = new RegExp(`[${SCRIPTS}\\p{So}]`, "u");
