import { diff3Merge } from "node-diff3";

/** A stretch of the result: settled, or one that both sides changed. Texts keep their line breaks. */
export type Part =
  | { readonly kind: "same"; readonly text: string }
  | { readonly kind: "choice"; readonly mine: string; readonly theirs: string };

export type Pick = "mine" | "theirs" | "both";

/** Lines with their break, so that joining them gives the text back. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Words with the space after them, so that two changed words of one line may both be taken. */
const wordsOf = (line: string): string[] => line.match(/[\p{L}\p{M}\p{N}_'’]+[^\S\n]*|\s|[^\s]/gu) ?? [];

/** Mine and theirs put together over their base, line by line; what only one of them changed is settled (SU7). */
export function threeWay(base: string, mine: string, theirs: string): Part[] {
  return merged(linesOf(mine), linesOf(base), linesOf(theirs)).flatMap((region): Part[] => {
    if (typeof region === "string") return [{ kind: "same", text: region }];
    const { a, o, b } = region;
    // As many lines on each side: the same lines were changed, and perhaps different words of them.
    if (a.length === o.length && b.length === o.length) return a.map((line, i) => lineOf(line, o[i]!, b[i]!));
    return [{ kind: "choice", mine: a.join(""), theirs: b.join("") }];
  });
}

function lineOf(mine: string, base: string, theirs: string): Part {
  const words = merged(wordsOf(mine), wordsOf(base), wordsOf(theirs));
  return words.every((region) => typeof region === "string") ? { kind: "same", text: words.join("") } : { kind: "choice", mine, theirs };
}

/** Regions that are settled, as their text, and those that both sides changed differently. */
function merged(mine: string[], base: string[], theirs: string[]): (string | { a: string[]; o: string[]; b: string[] })[] {
  return diff3Merge(mine, base, theirs, { excludeFalseConflicts: true }).map(({ ok, conflict }) => (ok ? ok.join("") : conflict!));
}

/** The text that the picks make; a choice without a pick keeps both. */
export function resultOf(parts: readonly Part[], picks: readonly (Pick | undefined)[]): string {
  let choice = 0;
  return parts
    .map((part) => {
      if (part.kind === "same") return part.text;
      const pick = picks[choice++] ?? "both";
      return pick === "both" ? part.mine + separatorOf(part.mine) + part.theirs : part[pick];
    })
    .join("");
}

const separatorOf = (text: string): string => (text === "" || text.endsWith("\n") ? "" : "\n");
