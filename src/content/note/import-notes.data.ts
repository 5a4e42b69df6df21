import type { WriteContext } from "../../db/module.ts";
import { insertLinks, linkersOf } from "../../db/spine/links.ts";
import { type Resolve, createBulkResolver, createResolver, insertNames } from "../../db/spine/names.ts";
import { cleanFolder, cleanTags, insertNewNode, updateNode } from "../../db/spine/nodes.ts";
import { restoreNode } from "../../db/spine/trash.ts";
import { type TagGains, countTags, insertTags } from "../../db/spine/tags.ts";
import { sortKey } from "../../base/names.ts";
import { linkTargets, settle, settleLinks } from "../spine/settle.data.ts";
import { parseText } from "./markdown.model.ts";
import { NOTES_SQL, getNote } from "./notes.data.ts";
import { countWords, summarize } from "./plain-text.model.ts";

/** A note as an importer read it. `source` and `source_id` together name it: the same again updates it. */
export interface ImportedNote {
  readonly name: string;
  readonly folder: string;
  /** Markdown without front matter. */
  readonly content: string;
  /** Raw, with delimiters; empty if none. */
  readonly front_matter: string;
  readonly tags: readonly string[];
  readonly aliases: readonly string[];
  /** Milliseconds UTC; the source's own times are kept. */
  readonly created_at: number;
  readonly modified_at: number;
  readonly source: string;
  readonly source_id: string;
  readonly source_url?: string | null;
}

export interface ImportedAs {
  readonly id: string;
  readonly outcome: "created" | "updated" | "unchanged";
}

export const IMPORT_NOTES_SQL = {
  bySource: "SELECT id FROM nodes WHERE source = ? AND source_id = ?",
  lastMutation: "SELECT max(seq) FROM mutations",
  waiting: "SELECT DISTINCT u.source_id AS id FROM json_each(?) AS name CROSS JOIN unresolved_links u ON u.key = name.value",
  /** Nodes that share a name with others: the same links may now lead to another of them. */
  sharing: `SELECT DISTINCT m.node_id AS id FROM json_each(?) AS name CROSS JOIN node_names m ON m.key = name.value
    WHERE EXISTS (SELECT 1 FROM node_names other WHERE other.key = m.key AND other.node_id <> m.node_id)`,
};

/** Looking up a name is so much less work than linking a note. */
const KEYS_PER_NOTE = 4;

/** From this many texts on, all names are read at once. */
const MANY = 1000;

interface Pending {
  readonly id: string;
  readonly folder: string;
  readonly targets: ReadonlySet<string>;
}

/**
 * Writes many notes in bulk, in as many transactions as the importer likes: `write` the notes, then `link` until
 * nothing is left. Links are resolved only then, because a note may link to one that comes later (NO9).
 */
export function createNoteImport() {
  const pending: Pending[] = [];
  const newKeys = new Set<string>();
  let linked = 0;
  /** Ids of `pending`. */
  const own = new Set<string>();
  let known: { resolve: Resolve; at: number | null } | null = null;
  let disturbed = false;
  /** Names stay as they were read until somebody else writes between two of this import's transactions. */
  const resolver = (ctx: WriteContext): Resolve => {
    const at = ctx.db.value<number | null>(IMPORT_NOTES_SQL.lastMutation) ?? null;
    if (known && known.at !== at) {
      known = null;
      disturbed = true;
    }
    known ??= { resolve: pending.length - linked > MANY ? createBulkResolver(ctx) : createResolver(ctx), at };
    return known.resolve;
  };
  let counts = { links: 0, unresolved: 0 };
  return {
    write(ctx: WriteContext, notes: readonly ImportedNote[]): ImportedAs[] {
      const gains: TagGains = new Map();
      const outcomes = notes.map((note): ImportedAs => {
        const old = ctx.db.value<string>(IMPORT_NOTES_SQL.bySource, [note.source, note.source_id]);
        if (old) return { id: old, outcome: updateImported(ctx, old, note) ? "updated" : "unchanged" };
        const id = ctx.newId();
        const { keys, targets } = insertImported(ctx, id, note, gains);
        for (const key of keys) newKeys.add(key);
        if (targets.size) {
          pending.push({ id, folder: cleanFolder(note.folder), targets });
          own.add(id);
        }
        return { id, outcome: "created" };
      });
      countTags(ctx, gains);
      return outcomes;
    },
    /** Links up to `count` of the written notes; answers how many are left. */
    link(ctx: WriteContext, count = Infinity): number {
      const resolve = resolver(ctx);
      for (const end = linked + count; linked < pending.length && linked < end; linked++) {
        const { id, folder, targets } = pending[linked]!;
        // It may have been edited or deleted since it was written.
        if (disturbed) {
          settleLinks(ctx, [id]);
          continue;
        }
        const { made, waiting } = insertLinks(ctx, resolve, id, folder, targets);
        counts = { links: counts.links + made, unresolved: counts.unresolved + waiting };
      }
      if (linked < pending.length) return pending.length - linked;
      const keys = [...take(newKeys, count * KEYS_PER_NOTE)];
      if (keys.length) settleLinks(ctx, othersAffected(ctx, keys, own));
      if (newKeys.size === 0) known = null;
      return Math.ceil(newKeys.size / KEYS_PER_NOTE);
    },
    /** Of the notes linked so far: links that lead somewhere, and names that do not exist. */
    counts: (): { links: number; unresolved: number } => counts,
  };
}

/** Notes of before this import whose links may now lead to what it brought. */
function othersAffected(ctx: WriteContext, keys: readonly string[], own: ReadonlySet<string>): Set<string> {
  const affected = new Set<string>();
  const json = [JSON.stringify(keys)];
  const ids = (sql: string) => ctx.db.rows<{ id: string }>(sql, json).map(({ id }) => id);
  for (const source of ids(IMPORT_NOTES_SQL.waiting)) if (!own.has(source)) affected.add(source);
  for (const id of ids(IMPORT_NOTES_SQL.sharing))
    for (const source of [id, ...linkersOf(ctx, id)]) if (!own.has(source)) affected.add(source);
  return affected;
}

/** Takes up to `count` values out of the set. */
function* take<T>(from: Set<T>, count: number): Generator<T> {
  for (const value of from) {
    if (count-- <= 0) return;
    from.delete(value);
    yield value;
  }
}

function insertImported(ctx: WriteContext, id: string, note: ImportedNote, gains: TagGains): { keys: string[]; targets: Set<string> } {
  const tags = cleanTags(note.tags);
  const aliases = cleanTags(note.aliases);
  const parsed = parseText(note.content);
  insertNewNode(ctx, { ...note, id, node_type: "note", folder: cleanFolder(note.folder), tags, summary: summarize(note.content) });
  ctx.db.run(NOTES_SQL.insert, [id, note.front_matter, JSON.stringify(aliases), countWords(note.content)]);
  if (tags.length || parsed.tags.length) {
    const owner = { id, modified_at: note.modified_at, created_at: note.created_at, name_key: sortKey(note.name) };
    insertTags(ctx, owner, tags, parsed.tags, gains);
  }
  return { keys: insertNames(ctx, id, note.name, aliases), targets: linkTargets(parsed, note.front_matter) };
}

/** False if the source has not changed since it was last imported or edited to the same. What is in the trash comes back. */
function updateImported(ctx: WriteContext, id: string, note: ImportedNote): boolean {
  const now = getNote(ctx, id)!;
  const next = { folder: cleanFolder(note.folder), tags: cleanTags(note.tags), aliases: cleanTags(note.aliases) };
  const same =
    now.deleted_at === null &&
    now.name === note.name &&
    now.content === note.content &&
    now.front_matter === note.front_matter &&
    now.folder === next.folder &&
    JSON.stringify([now.tags, now.aliases]) === JSON.stringify([next.tags, next.aliases]);
  if (same) return false;
  if (now.deleted_at !== null) restoreNode(ctx, id);
  updateNode(
    ctx,
    id,
    { name: note.name, folder: next.folder, tags: next.tags, content: note.content, summary: summarize(note.content) },
    note.modified_at,
  );
  ctx.db.run(NOTES_SQL.replace, [note.front_matter, JSON.stringify(next.aliases), countWords(note.content), id]);
  settle(ctx, [id], now.folder !== next.folder || now.deleted_at !== null);
  return true;
}
