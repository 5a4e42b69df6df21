import { unzipSync } from "fflate";
import { readMarkdown } from "../../src/content/import/read-markdown.data.ts";
import { generateNotes } from "../notes.ts";
import { createRandom } from "../random.ts";

/** What is searched: as much of a note as search looks at. */
export interface Document {
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly content: string;
}

/** Generated notes hold no code: every fourth is given an identifier, which two others mention. */
const CODE_EVERY = 4;
const VERBS = "read write parse merge draw fetch split count trim seek".split(" ");
const THINGS = "Header Cursor Segment Packet Anchor Bucket Matrix Ticket Ledger Signal".split(" ");

/** The notes of the performance bench, with some code among them. */
export function generatedDocuments(count: number, seed: number): Document[] {
  const random = createRandom(seed);
  const documents = Array.from(generateNotes(count, seed), ({ name, folder, tags, content }) => ({
    name,
    folder,
    tags: distinct(tags),
    content,
  }));
  for (let i = 0; i < count; i += CODE_EVERY) {
    const identifier = `${random.pick(VERBS)}${random.pick(THINGS)}${random.pick(THINGS)}${i}`;
    documents[i]!.content += `\n\n\`\`\`ts\nexport function ${identifier}() {}\n${identifier}();\n\`\`\``;
    for (const other of [random.below(count), random.below(count)])
      if (other !== i) documents[other]!.content += `\n\nAs \`${identifier}\` does.`;
  }
  return documents;
}

/** Each tag once, however it is written. */
const distinct = (tags: readonly string[]): string[] => [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()];

/** The Markdown files of a zip, read as the importer reads them. */
export function zipDocuments(bytes: Uint8Array): Document[] {
  const files = Object.entries(unzipSync(bytes)).filter(([path]) => /\.md$/i.test(path) && !path.startsWith("__MACOSX"));
  return files
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, data]) => {
      const parts = path.split("/");
      const { content, tags } = readMarkdown(new TextDecoder().decode(data));
      return { name: parts.pop()!.replace(/\.md$/i, ""), folder: parts.join("/"), tags: distinct(tags), content };
    });
}
