import { Document, isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap, YAMLSeq } from "yaml";

/** What of a front matter the app edits; absent lists stay as they are. */
export interface FrontMatterLists {
  readonly tags?: readonly string[] | undefined;
  readonly aliases?: readonly string[] | undefined;
}

const KEYS = { tags: ["tags", "tag"], aliases: ["aliases", "alias"] } as const;
const DELIMITED = /^(\ufeff?---[ \t]*(\r?\n))([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m;

/**
 * Front matter with other tags and aliases: only these entries change; comments, order and everything else stay
 * (NO10). One that is not YAML is left alone. Raw, with its delimiters; empty becomes one if there is a list to keep.
 */
export function setFrontMatterLists(raw: string, lists: FrontMatterLists): string {
  if (!raw) return newFrontMatter(lists);
  const parts = DELIMITED.exec(raw);
  if (!parts) return raw;
  const [, open, eol, yaml, close] = parts as unknown as [string, string, string, string, string];
  const plain = yaml.replaceAll("\r\n", "\n");
  const changed = editYaml(plain, lists);
  return changed === plain ? raw : open + changed.replaceAll("\n", eol) + close + raw.slice(parts[0].length);
}

function newFrontMatter(lists: FrontMatterLists): string {
  const kept = Object.fromEntries((["aliases", "tags"] as const).filter((key) => lists[key]?.length).map((key) => [key, lists[key]]));
  return Object.keys(kept).length ? `---\n${new Document(kept).toString(STYLE)}---\n` : "";
}

const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;

function editYaml(yaml: string, lists: FrontMatterLists): string {
  const doc = parseDocument(yaml, { keepSourceTokens: true });
  if (doc.errors.length || (doc.contents !== null && !isMap(doc.contents))) return yaml;
  let text = yaml;
  for (const field of ["tags", "aliases"] as const) {
    const wanted = lists[field];
    if (wanted) text = editEntry(text, KEYS[field], wanted);
  }
  return text;
}

/** Replaces, adds or removes one entry by its place in the text, so that every other byte stays. */
function editEntry(yaml: string, keys: readonly string[], wanted: readonly string[]): string {
  const doc = parseDocument(yaml);
  const pair = isMap(doc.contents) ? findPair(doc.contents as YAMLMap, keys) : undefined;
  if (pair && sameList(valuesOf(pair), wanted)) return yaml;
  if (!pair) return wanted.length ? `${yaml}${yaml && !yaml.endsWith("\n") ? "\n" : ""}${entry(keys[0]!, wanted, false)}` : yaml;
  const key = String((pair.key as { value: unknown }).value);
  if (!wanted.length) return yaml.slice(0, lineRange(pair, yaml).from) + yaml.slice(lineRange(pair, yaml).to);
  const inline = inlineRange(pair);
  if (inline) return yaml.slice(0, inline.from) + entry(key, wanted, true).trimEnd() + yaml.slice(inline.to);
  const { from, to } = lineRange(pair, yaml);
  return yaml.slice(0, from) + withComments(pair, entry(key, wanted, false), wanted) + yaml.slice(to);
}

const findPair = (map: YAMLMap, keys: readonly string[]): Pair | undefined =>
  map.items.find((item) => isScalar(item.key) && keys.includes(String(item.key.value).toLowerCase()));

function valuesOf(pair: Pair): string[] {
  if (isSeq(pair.value)) return pair.value.items.map((item) => (isScalar(item) ? String(item.value) : ""));
  const value = isScalar(pair.value) ? pair.value.value : null;
  if (typeof value !== "string") return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
  return value.split(/[,\s]+/).filter(Boolean);
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a.map(bare)) === JSON.stringify(b.map(bare));
const bare = (tag: string): string => tag.replace(/^#+/, "").trim();

function entry(key: string, values: readonly string[], flow: boolean): string {
  const doc = new Document({ [key]: values });
  const list = doc.get(key);
  if (list instanceof YAMLSeq) list.flow = flow;
  return doc.toString(STYLE);
}

/** A block list keeps the comments of the items that stay. */
function withComments(pair: Pair, plain: string, wanted: readonly string[]): string {
  if (!isSeq(pair.value)) return plain;
  const old = new Map(pair.value.items.filter(isScalar).map((item) => [bare(String(item.value)), item]));
  if (![...old.values()].some((item) => item.comment || item.commentBefore)) return plain;
  const doc = new Document({});
  const seq = new YAMLSeq();
  for (const value of wanted) seq.items.push(old.get(bare(value)) ?? doc.createNode(value));
  doc.set(String((pair.key as { value: unknown }).value), seq);
  return doc.toString(STYLE);
}

/** A list in brackets or a single value: what stands behind it on its line stays. Undefined for a block list. */
function inlineRange(pair: Pair): { from: number; to: number } | undefined {
  const flow = isSeq(pair.value) && pair.value.flow === true;
  if (!flow && !(isScalar(pair.value) && pair.value.value !== null)) return undefined;
  return { from: rangeOf(pair.key)[0], to: rangeOf(pair.value)[1] };
}

/** From the start of the key to the start of the next line after its value. */
function lineRange(pair: Pair, yaml: string): { from: number; to: number } {
  const [from, keyEnd] = rangeOf(pair.key);
  const end = Math.max(keyEnd, pair.value ? rangeOf(pair.value)[1] - 1 : 0);
  const line = yaml.indexOf("\n", end);
  return { from, to: line < 0 ? yaml.length : line + 1 };
}

const rangeOf = (node: unknown): [number, number, number] => (node as { range: [number, number, number] }).range;
