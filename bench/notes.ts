import { type Language, LANGUAGES } from "./languages.ts";
import { createRandom, type Random } from "./random.ts";

/** A generated note; `content` is about 1 kB of Markdown. */
export interface GeneratedNote {
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly content: string;
  /** Milliseconds UTC. */
  readonly created: number;
  readonly modified: number;
}

/** Stands in a few notes only, so that a rare word and a phrase can be looked for at every size. */
export const RARE_WORD = "zymurgist";
export const RARE_PHRASE = "quiet zymurgist lantern";
const RARE_EVERY = 1600;

const START = Date.UTC(2019, 0, 1);
const DAY = 86_400_000;
const TAGS = Array.from(
  { length: 240 },
  (_, i) => `${["project", "area", "topic", "person", "reading"][i % 5]!}/${LANGUAGES[0]!.words[160 + i * 3]!}`,
);
const FOLDERS = Array.from(
  { length: 120 },
  (_, i) => ["Projects", "Areas", "Journal", "Reference"][i % 4]! + (i < 4 ? "" : `/${capital(LANGUAGES[0]!.words[200 + i]!)}`),
);

/** The notes 0 … count-1 of a seed, one after another; any prefix of a longer run is the shorter run. */
export function* generateNotes(count: number, seed = 20_261_120): Generator<GeneratedNote> {
  const random = createRandom(seed);
  const titles: string[] = [];
  for (let i = 0; i < count; i++) {
    const language = drawLanguage(random);
    const name = `${title(random, language)} ${i}`;
    const created = START + Math.floor(((i + random.next()) * 2500 * DAY) / Math.max(count, 1));
    yield {
      name,
      folder: FOLDERS[random.zipf(FOLDERS.length)]!,
      tags: Array.from({ length: random.below(4) }, () => TAGS[random.zipf(TAGS.length)]!),
      content: body(random, language, titles, i),
      created,
      modified: created + Math.floor(random.next() ** 4 * 300 * DAY),
    };
    titles.push(name);
  }
}

function drawLanguage(random: Random): Language {
  let left = random.below(100);
  return LANGUAGES.find((language) => (left -= language.share) < 0)!;
}

const words = (random: Random, language: Language, count: number): string =>
  Array.from({ length: count }, () => language.words[random.zipf(language.words.length)]!).join(language.between);

const title = (random: Random, language: Language): string =>
  capital(
    Array.from({ length: 2 + random.below(3) }, () => language.words[60 + random.zipf(language.words.length - 60)]!).join(language.between),
  );

const sentence = (random: Random, language: Language): string => capital(words(random, language, 6 + random.below(14))) + language.stop;

function body(random: Random, language: Language, titles: readonly string[], index: number): string {
  const parts = [`# ${title(random, language)}`];
  const wanted = 250 + random.below(750);
  for (let length = 0; length < wanted; length += parts.at(-1)!.length) {
    const kind = random.below(10);
    if (kind < 6) parts.push(Array.from({ length: 2 + random.below(4) }, () => sentence(random, language)).join(""));
    else if (kind < 8)
      parts.push(Array.from({ length: 2 + random.below(4) }, () => `- ${words(random, language, 3 + random.below(5))}`).join("\n"));
    else if (kind === 8) parts.push(`- [ ] ${words(random, language, 4)}\n- [x] ${words(random, language, 3)}`);
    else parts.push(`## ${title(random, language)}`);
    if (titles.length > 0 && random.below(3) === 0) parts.push(`See [[${random.pick(titles)}]].`);
  }
  if (index % RARE_EVERY === 7) parts.push(`A ${RARE_PHRASE} stands in this one.`);
  return parts.join("\n\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The note as a file of a vault. */
export const noteAsMarkdown = (note: GeneratedNote): string =>
  `---\ntags: [${note.tags.join(", ")}]\ncreated: ${new Date(note.created).toISOString()}\n---\n${note.content}`;
