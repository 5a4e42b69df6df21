import { nameKey } from "../../base/names.ts";
import type { ReadContext, WriteContext } from "../module.ts";
import { typedExpression } from "../search/expression.ts";
import { FIND_SQL } from "../search/find-sql.ts";
import { fold } from "../search/fold.ts";

export const NAMES_SQL = {
  ofNode: "SELECT key, kind, label FROM node_names WHERE node_id = ?",
  insert:
    "INSERT INTO node_names (key, node_id, kind, label) VALUES (?, ?, ?, ?) ON CONFLICT (key, node_id, kind) DO UPDATE SET label = excluded.label",
  delete: "DELETE FROM node_names WHERE key = ? AND node_id = ? AND kind = ?",
  byKey:
    "SELECT m.node_id AS id, m.kind, n.node_type, n.name, n.folder FROM node_names m JOIN nodes n ON n.id = m.node_id WHERE m.key = ? ORDER BY m.node_id",
  everything:
    "SELECT m.key, m.node_id AS id, m.kind, n.node_type, n.name, n.folder FROM node_names m CROSS JOIN nodes n ON n.id = m.node_id ORDER BY m.key, m.node_id",
  prefix: `SELECT m.key, m.node_id AS id, m.kind, m.label, n.name, n.folder, n.node_type FROM node_names m JOIN nodes n ON n.id = m.node_id
    WHERE m.key >= ? AND m.key < ? ORDER BY m.key, m.node_id LIMIT ?`,
  // Those in the trash are in the search index, but have no names.
  anywhere: `SELECT m.key, m.node_id AS id, m.kind, m.label, n.name, n.folder, n.node_type FROM node_fts f
    CROSS JOIN nodes n ON n.pk = f.rowid CROSS JOIN node_names m ON m.node_id = n.id AND m.kind = 'name'
    WHERE node_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?`,
  scanned: `SELECT m.key, m.node_id AS id, m.kind, m.label, n.name, n.folder, n.node_type FROM (
      SELECT key, node_id, kind, label FROM node_names WHERE instr(key, ?) > 1 AND kind = 'name' LIMIT ?) m
    JOIN nodes n ON n.id = m.node_id`,
  aliases: `SELECT m.key, m.node_id AS id, m.kind, m.label, n.name, n.folder, n.node_type FROM (
      SELECT key, node_id, kind, label FROM node_names INDEXED BY node_names_aliases WHERE kind = 'alias' AND instr(key, ?) > 1 LIMIT ?) m
    JOIN nodes n ON n.id = m.node_id`,
  recent: `SELECT m.key, m.node_id AS id, m.kind, m.label, n.name, n.folder, n.node_type FROM nodes n INDEXED BY nodes_by_modified JOIN node_names m ON m.node_id = n.id
    WHERE n.deleted_at IS NULL AND m.kind = 'name' ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
};

export interface Candidate {
  id: string;
  kind: "name" | "alias";
  node_type: string;
  name: string;
  folder: string;
}

export interface NameChange {
  readonly keys: string[];
  readonly gained: string[];
  readonly lost: string[];
}

/** Brings the names of a node in line; answers its keys, and those that it gained and lost. Without a name: it is in the trash. */
export function setNames(ctx: WriteContext, id: string, name: string | null, aliases: readonly string[]): NameChange {
  const want = new Map<string, { key: string; kind: string; label: string }>();
  if (name !== null) want.set(`name ${nameKey(name)}`, { key: nameKey(name), kind: "name", label: name });
  for (const alias of aliases) want.set(`alias ${nameKey(alias)}`, { key: nameKey(alias), kind: "alias", label: alias });
  const slots = new Set(want.keys());
  const lost: string[] = [];
  for (const row of ctx.db.rows<{ key: string; kind: string; label: string }>(NAMES_SQL.ofNode, [id])) {
    const slot = `${row.kind} ${row.key}`;
    if (slots.delete(slot)) {
      if (want.get(slot)!.label === row.label) want.delete(slot);
      continue;
    }
    lost.push(row.key);
    ctx.db.run(NAMES_SQL.delete, [row.key, id, row.kind]);
  }
  for (const row of want.values()) ctx.db.run(NAMES_SQL.insert, [row.key, id, row.kind, row.label]);
  // A name that was an alias, or the other way round, counts as gained: names come before aliases.
  const gained = [...slots].map((slot) => slot.slice(slot.indexOf(" ") + 1));
  return { keys: [...(name === null ? [] : [nameKey(name)]), ...aliases.map(nameKey)], gained, lost };
}

/** For a node that has no names yet. */
export function insertNames(ctx: WriteContext, id: string, name: string, aliases: readonly string[]): string[] {
  const key = nameKey(name);
  ctx.db.run(NAMES_SQL.insert, [key, id, "name", name]);
  const keys = [key];
  for (const alias of aliases) {
    ctx.db.run(NAMES_SQL.insert, [nameKey(alias), id, "alias", alias]);
    keys.push(nameKey(alias));
  }
  return keys;
}

export type Resolve = (target: string, folder: string) => Candidate | null;

/** Resolves wikilinks; the candidates of a name are read once, so that a batch costs one look-up per name. */
export function createResolver(ctx: ReadContext, more: (key: string) => readonly Candidate[] = () => []): Resolve {
  const known = new Map<string, Candidate[]>();
  return (target, folder) => {
    const { key, path } = splitTarget(target);
    const exact = exactFolder(target, folder);
    let candidates = known.get(key);
    if (!candidates) known.set(key, (candidates = [...ctx.db.rows<Candidate>(NAMES_SQL.byKey, [key]), ...more(key)]));
    return nearest(candidates, path, folder, exact);
  };
}

/** The same for thousands of texts: every name is read in one go, in a tenth of the time of asking for each. */
export function createBulkResolver(ctx: ReadContext): Resolve {
  const known = new Map<string, Candidate[]>();
  for (const row of ctx.db.rows<Candidate & { key: string }>(NAMES_SQL.everything)) {
    const same = known.get(row.key);
    if (same) same.push(row);
    else known.set(row.key, [row]);
  }
  return (target, folder) => {
    const { key, path } = splitTarget(target);
    return nearest(known.get(key) ?? [], path, folder, exactFolder(target, folder));
  };
}

/** `folder/name.md` → the key of the name, and the folder part folded. */
export function splitTarget(target: string): { key: string; path: string } {
  const clean = target.replace(/\.md$/i, "");
  const slash = clean.lastIndexOf("/");
  return slash < 0
    ? { key: nameKey(clean), path: "" }
    : {
        key: nameKey(clean.slice(slash + 1)),
        path: nameKey(clean.slice(0, slash))
          .replace(/^(?:\.{1,2}\/|\/)+/, "")
          .replace(/^\.{1,2}$/, ""),
      };
}

/** `./` and `../` lead from the folder of the text; null for other targets, and for what leads out of the workspace. */
const exactFolder = (target: string, folder: string): string | null =>
  target.startsWith("./") || target.startsWith("../") ? joinFolder(folder, target.slice(0, target.lastIndexOf("/"))) : null;

/** A folder as it is reached from another one; null above the root. */
export function joinFolder(folder: string, path: string): string | null {
  const segments = folder ? folder.split("/") : [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return null;
    } else if (segment && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

/** Of several nodes with the name: a name before an alias, then the nearest folder, then the shortest path, then the id (NO6). */
function nearest(candidates: readonly Candidate[], path: string, folder: string, exact: string | null): Candidate | null {
  const there = exact === null ? undefined : candidates.find(({ kind, folder: at }) => kind === "name" && nameKey(at) === nameKey(exact));
  if (there) return there;
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    if (path && !endsWithPath(nameKey(candidate.folder), path)) continue;
    if (!best || precedes(candidate, best, path, folder)) best = candidate;
  }
  return best;
}

function precedes(a: Candidate, b: Candidate, path: string, folder: string): boolean {
  const byKind = Number(a.kind === "alias") - Number(b.kind === "alias");
  if (byKind) return byKind < 0;
  const exact = Number(path !== "" && nameKey(a.folder) !== path) - Number(path !== "" && nameKey(b.folder) !== path);
  if (exact) return exact < 0;
  const byDistance = distance(a.folder, folder) - distance(b.folder, folder);
  if (byDistance) return byDistance < 0;
  const byLength = a.folder.length - b.folder.length;
  return byLength ? byLength < 0 : a.id < b.id;
}

const endsWithPath = (folder: string, path: string): boolean => folder === path || folder.endsWith(`/${path}`);

/** Steps from one folder to the other through their closest common parent. */
function distance(a: string, b: string): number {
  if (a === b) return 0;
  const left = a ? a.split("/") : [];
  const right = b ? b.split("/") : [];
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared++;
  return left.length + right.length - 2 * shared;
}

export interface Completion {
  id: string;
  name: string;
  alias: string | null;
  folder: string;
  node_type: string;
}

interface Match extends Completion {
  key: string;
  kind: string;
  label: string;
}

/** Names and aliases that begin with the text, then those that hold it elsewhere; without text what was changed last. */
export function complete(ctx: ReadContext, text: string, limit: number): Completion[] {
  const key = nameKey(text);
  if (!key) return ctx.db.rows<Match>(NAMES_SQL.recent, [limit]).map(toCompletion);
  const found = ctx.db.rows<Match>(NAMES_SQL.prefix, [key, `${key}\u{10ffff}`, limit]);
  if (found.length < limit) found.push(...elsewhere(ctx, text, key, found).slice(0, limit - found.length));
  return found.map(toCompletion);
}

/** So many names that hold the text are sorted. */
const LOOKED_AT = 200;
/** What stands for more words, or is in more texts, is in many names too: those are found faster by reading names until there are enough. */
const MANY_WORDS = 30;
const MANY_TEXTS = 2000;
const ENOUGH = 20;

/** By the search index: the text at the beginning of any word of a name, or, from three characters on, inside one. */
function elsewhere(ctx: ReadContext, text: string, key: string, found: readonly Match[]): Match[] {
  const typed = typedExpression(ctx.db, text);
  const named = typed ? holding(ctx, key, typed) : [];
  const have = new Set(found.map(({ id, kind }) => `${kind} ${id}`));
  const part = fold(text).trim();
  const inside = named.filter((name) => fold(name.name).includes(part) && !have.has(`name ${name.id}`));
  inside.sort((a, b) => (a.key < b.key ? -1 : 1));
  return [...inside, ...ctx.db.rows<Match>(NAMES_SQL.aliases, [key, LOOKED_AT]).filter(({ id }) => !have.has(`alias ${id}`))];
}

function holding(ctx: ReadContext, key: string, { match, words }: { match: string; words: number }): Match[] {
  const many = words > MANY_WORDS || ctx.db.value<number>(FIND_SQL.count, [match, MANY_TEXTS])! >= MANY_TEXTS;
  if (many) return ctx.db.rows<Match>(NAMES_SQL.scanned, [key, ENOUGH]);
  return ctx.db.rows<Match>(NAMES_SQL.anywhere, [`name : (${match})`, LOOKED_AT]);
}

const toCompletion = (match: Match): Completion => ({
  id: match.id,
  name: match.name,
  alias: match.kind === "alias" ? match.label : null,
  folder: match.folder,
  node_type: match.node_type,
});
