import { diff3Merge } from "node-diff3";
import { MERGE_CHARACTERS } from "./capture.ts";

/**
 * Both changes of a text put together: line by line, and where both changed the same lines, word by word, the space after a word
 * being part of it. Undefined where both changed the same words, or a text is too long (CL7).
 */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  if ([base, mine, theirs].some((text) => text.length > MERGE_CHARACTERS)) return undefined;
  return merged(lines(base), lines(mine), lines(theirs), (a, o, b) => merged(words(o), words(a), words(b), () => undefined));
}

const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const words = (parts: string | readonly string[]): string[] =>
  (typeof parts === "string" ? parts : parts.join("")).match(/\S+\s*|\s+/g) ?? [];

type Settle = (mine: string[], base: string[], theirs: string[]) => string | undefined;

function merged(base: readonly string[], mine: readonly string[], theirs: readonly string[], settle: Settle): string | undefined {
  let text = "";
  for (const region of diff3Merge([...mine], [...base], [...theirs], { excludeFalseConflicts: true })) {
    const part = region.ok ? region.ok.join("") : settle(region.conflict!.a, region.conflict!.o, region.conflict!.b);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

/** Lists of JSON as sets: what one side added is in, what one side took out is out. */
export function mergeSets(base: string, mine: string, theirs: string): string | undefined {
  const [was, a, b] = [base, mine, theirs].map(listOf);
  if (!was || !a || !b) return undefined;
  const before = new Set(was);
  const all = [...new Set([...a, ...b])];
  return JSON.stringify(all.filter((item) => !before.has(item) || (a.includes(item) && b.includes(item))));
}

function listOf(json: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
