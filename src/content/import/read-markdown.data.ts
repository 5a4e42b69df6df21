import { parseDocument } from "yaml";
import { readPlainFields } from "./plain-front-matter.data.ts";

/** A Markdown file taken apart. `front_matter + content` is the text, character by character. */
export interface MarkdownFile {
  readonly front_matter: string;
  readonly content: string;
  readonly tags: string[];
  readonly aliases: string[];
  readonly created_at: number | null;
  readonly modified_at: number | null;
  readonly remarks: string[];
}

const OPEN = /^\ufeff?---[ \t]*\r?\n/;
const CLOSE = /^---[ \t]*(?:\r?\n|$)/gm;
const LARGEST = 256 * 1024;
const MOST = 1000;
const CREATED = ["created", "created_at", "date created", "date-created", "datecreated", "creation date", "date"];
const MODIFIED = ["modified", "modified_at", "updated", "updated_at", "date modified", "date-modified", "lastmod", "last modified"];

/** Splits off front matter and reads what the spine has columns for; everything else stays in the raw text (IM3). */
export function readMarkdown(text: string): MarkdownFile {
  const raw = splitFrontMatter(text);
  const front_matter = raw?.whole ?? (text.startsWith("\ufeff") ? "\ufeff" : "");
  const content = text.slice(front_matter.length);
  const none = { front_matter, content, tags: [], aliases: [], created_at: null, modified_at: null, remarks: [] };
  if (!raw) return none;
  const fields = parseFields(raw.yaml);
  if (typeof fields === "string") return { ...none, remarks: [fields] };
  const remarks: string[] = [];
  const list = (names: string[], separators: RegExp, what: string) => {
    const values = names.flatMap((name) => listOf(fields.get(name), separators));
    const short = values.map((value) => value.replace(/[\s\p{Cc}]+/gu, " ").trim()).filter((value) => value && value.length <= MOST);
    if (short.length > MOST || short.length < values.length)
      remarks.push(
        `Of its ${what}, those that are empty, longer than ${MOST} characters or beyond the first ${MOST} stay in the front matter only.`,
      );
    return short.slice(0, MOST);
  };
  const time = (names: string[], what: string) => {
    const found = names.find((name) => fields.get(name) != null && fields.get(name) !== "");
    if (!found) return null;
    const at = timeOf(fields.get(found));
    if (at === null && found !== "date") remarks.push(`Its ${what} time was not understood; the time of the file is used.`);
    return at;
  };
  return {
    front_matter,
    content,
    tags: list(["tags", "tag"], /[,\s]+/, "tags")
      .map((tag) => tag.replace(/^#+/, ""))
      .filter(Boolean),
    aliases: list(["aliases", "alias"], /,/, "aliases"),
    created_at: time(CREATED, "created"),
    modified_at: time(MODIFIED, "modified"),
    remarks,
  };
}

function splitFrontMatter(text: string): { whole: string; yaml: string } | null {
  // Only the beginning is looked at, so that no text costs more than this.
  const start = text.slice(0, LARGEST);
  const open = OPEN.exec(start);
  if (!open) return null;
  CLOSE.lastIndex = open[0].length;
  const close = CLOSE.exec(start);
  return close && { whole: start.slice(0, close.index + close[0].length), yaml: start.slice(open[0].length, close.index) };
}

/** Fields by lower-case name, or why there are none. Aliases of YAML are bounded: no billion laughs (IM2). */
function parseFields(yaml: string): Map<string, unknown> | string {
  const plain = readPlainFields(yaml);
  if (plain) return byLowerCase(plain);
  try {
    const doc = parseDocument(yaml, { logLevel: "silent" });
    if (doc.errors.length) return NOT_YAML;
    const value: unknown = doc.toJS({ maxAliasCount: 50 });
    if (value === null || value === undefined) return new Map();
    if (typeof value !== "object" || Array.isArray(value)) return NOT_YAML;
    return byLowerCase(Object.entries(value));
  } catch {
    return NOT_YAML;
  }
}

const byLowerCase = (fields: Iterable<[string, unknown]>): Map<string, unknown> =>
  new Map(Array.from(fields, ([key, field]) => [key.toLowerCase(), field]));

const NOT_YAML = "Its front matter is not valid YAML. It is kept as it is; tags, aliases and times in it were not read.";

function listOf(value: unknown, separators: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (typeof item === "string" || typeof item === "number" ? [String(item)] : []));
  if (typeof value === "number") return [String(value)];
  return typeof value === "string" ? value.split(separators).filter((item) => item.trim()) : [];
}

/** Text in the forms of ISO 8601 (a date alone is midnight UTC), or seconds or milliseconds since 1970. */
function timeOf(value: unknown): number | null {
  if (value instanceof Date) return sane(value.getTime());
  if (typeof value === "number") return sane(value > 1e11 ? value : value * 1000);
  if (typeof value !== "string") return null;
  const parts = /^\[{0,2}(\d{4})-(\d{2})-(\d{2})\]{0,2}(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    value.trim(),
  );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, zone] = parts;
  const time = hour ? `T${hour.padStart(2, "0")}:${minute}:${second ?? "00"}${zone ?? ""}` : "";
  return sane(Date.parse(`${year}-${month}-${day}${time}`));
}

const sane = (at: number): number | null => (Number.isFinite(at) && Math.abs(at) < 8.64e15 ? Math.round(at) : null);
