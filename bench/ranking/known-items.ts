import { createRandom, type Random } from "../random.ts";
import type { Document } from "./documents.ts";

/** How somebody remembers a note that is known to be there. */
export const KINDS = ["title words", "title and text", "rare phrase", "misspelling", "Chinese or Japanese", "identifier"] as const;
export type Kind = (typeof KINDS)[number];

/** A query, and the one document that is meant by it. */
export interface KnownItem {
  readonly kind: Kind;
  readonly query: string;
  /** Index of the document. */
  readonly wanted: number;
}

/** Up to `each` queries of each kind, none where the documents hold nothing of it; the same for the same seed. */
export function knownItems(documents: readonly Document[], each: number, seed: number): KnownItem[] {
  const random = createRandom(seed);
  const corpus = { documents, frequency: frequencies(documents), random };
  return KINDS.flatMap((kind) => {
    const items = new Map<string, KnownItem>();
    for (const wanted of shuffled(documents.length, random)) {
      if (items.size >= each) break;
      const query = MAKE[kind](corpus, wanted);
      if (query !== null) items.set(query, { kind, query, wanted });
    }
    return [...items.values()];
  });
}

interface Corpus {
  readonly documents: readonly Document[];
  /** In how many documents a word stands. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly random: Random;
}

const MAKE: Record<Kind, (corpus: Corpus, wanted: number) => string | null> = {
  "title words": ({ documents, random }, wanted) => {
    const words = wordsOf(documents[wanted]!.name);
    return words.length < 2 ? null : shuffledWords(words, random).slice(0, 2).join(" ");
  },
  "title and text": ({ documents, frequency, random }, wanted) => {
    const { name, content } = documents[wanted]!;
    const text = wordsOf(content).filter((word) => frequency.get(word)! < documents.length / 20);
    const title = wordsOf(name);
    return text.length === 0 || title.length === 0 ? null : `${random.pick(title)} ${random.pick(text)}`;
  },
  "rare phrase": ({ documents, frequency }, wanted) => {
    const words = wordsOf(documents[wanted]!.content);
    const rarest = words.reduce((best, word, at) => (frequency.get(word)! < frequency.get(words[best]!)! ? at : best), 0);
    const from = Math.max(0, Math.min(rarest - 1, words.length - 3));
    return words.length < 6 ? null : words.slice(from, from + 3).join(" ");
  },
  misspelling: ({ documents, random }, wanted) => {
    const words = wordsOf(documents[wanted]!.name).slice(0, 3);
    const at = words.findIndex((word) => word.length >= 5 && /^[a-z]+$/.test(word));
    return at < 0 ? null : words.with(at, misspelt(words[at]!, random)).join(" ");
  },
  "Chinese or Japanese": ({ documents, random }, wanted) => {
    const runs = documents[wanted]!.content.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4,}/gu) ?? [];
    if (runs.length === 0) return null;
    const run = [...random.pick(runs)];
    const from = random.below(run.length - 3);
    return run.slice(from, from + 4).join("");
  },
  identifier: ({ documents }, wanted) => {
    const count = (text: string, one: string) => text.split(one).length - 1;
    const own = documents[wanted]!.content.match(/\b[a-z]{2,}(?:[A-Z][a-z0-9]+)+\b|\b[a-z]+_[a-z_]+\b/g) ?? [];
    const isHere = (one: string) =>
      documents.every((other, i) => i === wanted || count(other.content + other.name, one) < count(documents[wanted]!.content, one));
    return [...new Set(own)].slice(0, 8).find(isHere) ?? null;
  },
};

/** One letter left out, doubled, exchanged or swapped with the next; not the first. */
function misspelt(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [head, letter, tail] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const made = [
    head + tail,
    head + letter + letter + tail,
    head + random.pick([..."aeiourst"]) + tail,
    head + tail[0]! + letter + tail.slice(1),
  ];
  return random.pick(made.filter((other) => other !== word));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/(?<![\p{L}\p{N}])[a-zà-ÿ][a-zà-ÿ0-9]{2,}(?![\p{L}\p{N}])/gu) ?? [];

function frequencies(documents: readonly Document[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { content } of documents) for (const word of new Set(wordsOf(content))) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

const shuffledWords = (words: readonly string[], random: Random): string[] => shuffled(words.length, random).map((i) => words[i]!);

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = random.below(i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
