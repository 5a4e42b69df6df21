import { replaceAt, type TextLink, wikilinkAt } from "./markdown.model.ts";

const QUOTED = /(?<=^|[\s,[{])(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')/g;
/** What would end a value that stands without quotes, or begin another one. */
const UNSAFE_PLAIN = /: |:$|[,{}"'&*!%@`<>]/;

export interface FrontMatterLink extends TextLink {
  readonly quote: "" | "'" | '"';
}

/**
 * Wikilinks in front matter: `categories: "[[Books]]"`, alone, in lists, in quotes or not. YAML is not parsed: a note
 * whose front matter is wrong keeps its links, and offsets are those of the raw text.
 */
export function frontMatterLinks(raw: string): FrontMatterLink[] {
  const links: FrontMatterLink[] = [];
  if (!raw.includes("[[")) return links;
  let start = 0;
  for (const line of raw.split("\n")) {
    if (line.includes("[[") && !/^\s*#/.test(line)) addLinks(raw, line, start, links);
    start += line.length + 1;
  }
  return links;
}

function addLinks(raw: string, line: string, start: number, links: FrontMatterLink[]): void {
  const quoted = [...line.matchAll(QUOTED)];
  let next = 0;
  for (let at = line.indexOf("[["); at >= 0;) {
    const close = line.indexOf("]]", at + 2);
    if (close < 0) return;
    const link = wikilinkAt(raw, start + at, start + close);
    if (link) {
      while (next < quoted.length && quoted[next]!.index + quoted[next]![0].length <= at) next++;
      const around = quoted[next];
      const quote = (around && around.index < at ? around[0][0] : "") as FrontMatterLink["quote"];
      links.push({ ...link, target: unescaped(link.target, quote), quote });
    }
    at = line.indexOf("[[", link ? close + 2 : at + 1);
  }
}

/** Front matter with the targets of some links replaced; every other byte stays. */
export const rewriteFrontMatterLinks = (raw: string, retarget: (link: TextLink) => string | null): string =>
  replaceAt(
    raw,
    frontMatterLinks(raw).flatMap((link) => {
      const target = retarget(link);
      const by = target === null || target === link.target ? null : writtenTarget(target, link.quote);
      return by === null ? [] : [{ from: link.targetFrom, to: link.targetTo, by }];
    }),
  );

function unescaped(text: string, quote: FrontMatterLink["quote"]): string {
  if (quote === "'") return text.replaceAll("''", "'");
  return quote === '"' ? text.replace(/\\(["\\/])/g, "$1") : text;
}

/** A target as it may stand in such a value; null if it cannot without quotes. */
function writtenTarget(target: string, quote: FrontMatterLink["quote"]): string | null {
  if (quote === "'") return target.replaceAll("'", "''");
  if (quote === '"') return target.replace(/["\\]/g, "\\$&");
  return UNSAFE_PLAIN.test(target) ? null : target;
}

/** The line of a link for people: without quotes, an item of a list under the name of its property. */
export function frontMatterContext(raw: string, link: FrontMatterLink): string {
  const start = raw.lastIndexOf("\n", link.from) + 1;
  const stop = raw.indexOf("\n", link.to);
  const line = raw.slice(start, stop < 0 ? raw.length : stop).trim();
  const key = line.startsWith("- ")
    ? /(?:^|\n)([^\s#-][^\n:]*:)[^\n]*(?:\n\s*-[^\n]*)*\n?$/.exec(raw.slice(Math.max(0, start - 2000), start))?.[1]
    : undefined;
  return `${key ? `${key} ${line.slice(2)}` : line}`.replace(/["']/g, "").slice(0, 200);
}
