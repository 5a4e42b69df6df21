import type { ReadContext, WriteContext } from "../../db/module.ts";
import { type NodePatch, cleanFolder, cleanTags, freeName, getNode, insertNode, updateNode } from "../../db/spine/nodes.ts";
import { Refusal } from "../../base/result.ts";
import { settle, settleLinks, settleNames } from "../spine/settle.data.ts";
import { type FrontMatterLists, setFrontMatterLists } from "./front-matter.data.ts";
import type { NoteRecord } from "./note.model.ts";
import { linksTo, rewriteLinksTo } from "./rename.data.ts";
import { countWords, summarize } from "./plain-text.model.ts";

export const NOTES_SQL = {
  insert: "INSERT INTO notes (id, front_matter, aliases_json, word_count) VALUES (?, ?, ?, ?)",
  get: "SELECT front_matter, aliases_json, word_count FROM notes WHERE id = ?",
  words: "UPDATE notes SET word_count = ? WHERE id = ? AND word_count <> ?",
  aliases: "UPDATE notes SET aliases_json = ? WHERE id = ?",
  replace: "UPDATE notes SET front_matter = ?, aliases_json = ?, word_count = ? WHERE id = ?",
  frontMatter: "UPDATE notes SET front_matter = ? WHERE id = ?",
};

interface NoteColumns {
  front_matter: string;
  aliases_json: string;
  word_count: number;
}

export interface NewNoteArgs {
  id?: string | undefined;
  name?: string | undefined;
  content?: string | undefined;
  folder?: string | undefined;
  tags?: string[] | undefined;
  aliases?: string[] | undefined;
}

export function createNote(ctx: WriteContext, args: NewNoteArgs): { id: string; name: string } {
  const id = args.id ?? ctx.newId();
  const folder = cleanFolder(args.folder ?? "");
  const name = args.name || freeName(ctx, "Untitled", folder);
  const content = args.content ?? "";
  insertNode(ctx, { id, node_type: "note", name, folder, tags: cleanTags(args.tags ?? []), summary: summarize(content), content });
  ctx.db.run(NOTES_SQL.insert, [id, "", JSON.stringify(cleanTags(args.aliases ?? [])), countWords(content)]);
  settle(ctx, [id]);
  return { id, name };
}

export function getNote(ctx: ReadContext, id: string): NoteRecord | null {
  const columns = ctx.db.row<NoteColumns>(NOTES_SQL.get, [id]);
  const node = columns && getNode(ctx, id);
  if (!columns || !node) return null;
  return {
    ...node,
    front_matter: columns.front_matter,
    aliases: JSON.parse(columns.aliases_json) as string[],
    word_count: columns.word_count,
  };
}

export interface NoteChange {
  id: string;
  name?: string | undefined;
  content?: string | undefined;
  folder?: string | undefined;
  tags?: string[] | undefined;
  aliases?: string[] | undefined;
  rewrite_links?: boolean | undefined;
  base_version?: number | undefined;
}

export function updateNote(ctx: WriteContext, args: NoteChange): { id: string; version: number; rewritten: number } {
  const before = getNote(ctx, args.id);
  if (!before) throw new Refusal("NoteNotFound", "This note is not here any more: it was deleted for ever. Nothing was changed.");
  if (args.base_version !== undefined && args.base_version !== before.version) {
    // ED4: the editor fetches the other text, merges, and saves again.
    throw new Refusal(
      "VersionConflict",
      "This note was changed in another place meanwhile. Your text is still in the editor; nothing was overwritten.",
    );
  }
  const folder = args.folder === undefined ? undefined : cleanFolder(args.folder);
  const moved = folder !== undefined && folder !== before.folder;
  const links = args.rewrite_links && (moved || (args.name !== undefined && args.name !== before.name)) ? linksTo(ctx, before) : [];
  const { version, lists } = writeNote(ctx, args, folder);
  if (lists.tags || lists.aliases) keepFrontMatter(ctx, args.id, lists);
  const { affected, parsed } = settleNames(ctx, [args.id], moved);
  const rewritten = rewriteLinksTo(ctx, before, links);
  for (const id of rewritten) parsed.delete(id);
  settleLinks(ctx, new Set([...affected, ...rewritten]), parsed);
  return { id: args.id, version: rewritten.includes(args.id) ? version + 1 : version, rewritten: rewritten.length };
}

function writeNote(ctx: WriteContext, args: NoteChange, folder: string | undefined): { version: number; lists: FrontMatterLists } {
  const { id, name, content } = args;
  const lists = { tags: args.tags && cleanTags(args.tags), aliases: args.aliases && cleanTags(args.aliases) };
  const patch: NodePatch = { name, content, folder, tags: lists.tags, summary: content === undefined ? undefined : summarize(content) };
  const version = updateNode(ctx, id, patch);
  if (content !== undefined) {
    const words = countWords(content);
    ctx.db.run(NOTES_SQL.words, [words, id, words]);
  }
  if (lists.aliases) ctx.db.run(NOTES_SQL.aliases, [JSON.stringify(lists.aliases), id]);
  return { version, lists };
}

/** The front matter of an imported note says the same as its columns after they were edited. Other nodes have none. */
export function keepFrontMatter(ctx: WriteContext, id: string, lists: FrontMatterLists): void {
  const raw = ctx.db.row<NoteColumns>(NOTES_SQL.get, [id])?.front_matter;
  if (!raw) return;
  const next = setFrontMatterLists(raw, lists);
  if (next !== raw) ctx.db.run(NOTES_SQL.frontMatter, [next, id]);
}
