/**
 * Folding (SE2): what search compares. Compatibility forms are unified (NFKC), case and the diacritics of Latin, Greek,
 * Cyrillic, Arabic and Hebrew are dropped; the vowel signs of Indic and South-East Asian scripts stay, they are letters.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return BEYOND_ASCII.test(lower) ? (oneToOne(text) ?? foldWhole(text)) : lower;
}

function foldWhole(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(DROPPED, "")
    .replace(UNDECOMPOSED, (c) => REPLACED[c]!)
    .normalize("NFC");
}

export interface FoldedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, and one past its end: where it came from in the original. */
  readonly origin: (index: number) => number;
}

/** Folds piece by piece, remembering where every folded character came from: about 50 ns a character, if not each is one by itself. */
export function foldMapped(text: string): FoldedText {
  const plain = BEYOND_ASCII.test(text) ? oneToOne(text) : text.toLowerCase();
  if (plain !== null) return { text: plain, origin: (index) => index };
  const parts: string[] = [];
  const origins: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const folded = foldCluster(cluster);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) origins.push(index);
  }
  origins.push(text.length);
  return { text: parts.join(""), origin: (index) => origins[index] ?? text.length };
}

const cache = new Map<string, string>();
function foldCluster(cluster: string): string {
  const known = cache.get(cluster);
  if (known !== undefined) return known;
  if (cache.size > 20_000) cache.clear();
  const folded = foldWhole(cluster);
  cache.set(cluster, folded);
  return folded;
}

/** What each UTF-16 unit folds to by itself; 0 if that was not looked at yet. */
const foldedUnits = new Uint16Array(0x1_0000);
const NOT_ALONE = 0xffff;

/** The folded text where every unit of it is folded by itself and to one unit, as most are; else null. A few ns a character. */
function oneToOne(text: string): string | null {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const unit = foldedUnits[code] || foldedAlone(code);
    if (unit === NOT_ALONE) return null;
    units[i] = unit;
  }
  let folded = "";
  for (let from = 0; from < units.length; from += PIECE) {
    folded += String.fromCharCode.apply(null, units.subarray(from, from + PIECE) as unknown as number[]);
  }
  return folded;
}

function foldedAlone(code: number): number {
  const character = String.fromCharCode(code);
  const folded = foldWhole(character);
  const alone = folded.length === 1 && code !== 0 && !ATTACHES.test(character) && !ATTACHES.test(folded) && !LEADING_JAMO.test(folded);
  return (foldedUnits[code] = alone ? folded.charCodeAt(0) : NOT_ALONE);
}

/** A function takes no more arguments than so many thousand. */
const PIECE = 8192;
/** What may become one with the character before it, or was half of one: a lone half has no meaning of its own. */
const ATTACHES = /[\p{M}\p{Cs}\u1160-\u11ff\uff9e\uff9f]/u;
const LEADING_JAMO = /[\u1100-\u115f]/;

const BEYOND_ASCII = /[^\p{ASCII}]/u;
/** A character with what attaches to it: combining marks, conjoining Jamo, half-width voicing marks. */
const CLUSTER = /[^\p{M}\u1160-\u11ff\uff9e\uff9f]?[\p{M}\u1160-\u11ff\uff9e\uff9f]+|[^\p{M}]/gsu;
/** Combining diacritics, Hebrew points, Arabic vowel signs, tatweel, variation selectors, joiners, soft hyphens. */
const DROPPED = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/g;
const REPLACED: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ς: "σ" };
const UNDECOMPOSED = /[ßøłđðþæœıħς]/g;
