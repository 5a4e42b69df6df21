import type { Database } from "../sqlite.ts";
import { isBulk } from "./bulk.ts";
import { fold } from "./fold.ts";
import { indexForm } from "./units.ts";
import { addParts, addWords } from "./vocabulary.ts";

export const INDEX_SQL = {
  text: `SELECT name, tags, folder, content,
      (SELECT group_concat(label, ' · ') FROM node_names a WHERE a.node_id = n.id AND a.kind = 'alias') AS aliases FROM nodes n WHERE pk = ?`,
  put: "INSERT OR REPLACE INTO node_fts (rowid, name, content, tags, folder, characters) VALUES (?, ?, ?, ?, ?, ?)",
  drop: "DELETE FROM node_fts WHERE rowid = ?",
} as const;

export interface DirtyNodes {
  /** `nodes.pk` of rows that were added, or whose name, text, tags or folder changed. */
  readonly upserted: Iterable<number>;
  readonly deleted: Iterable<number>;
}

interface NodeText {
  name: string;
  tags: string;
  folder: string;
  content: string;
  /** Other names of it; they count as much as its name. */
  aliases: string | null;
}

/**
 * Brings the search index up to date with the given nodes, inside the transaction of their change (SE3): after a
 * rollback, both are gone. Nodes in the trash stay in the index; queries leave them out.
 */
export function indexNodes(db: Database, dirty: DirtyNodes): void {
  const words = new Set<string>();
  for (const pk of dirty.deleted) db.run(INDEX_SQL.drop, [pk]);
  for (const pk of dirty.upserted) {
    const node = db.row<NodeText>(INDEX_SQL.text, [pk]);
    if (!node) continue;
    const characters = new Set<string>();
    const form = (text: string) => indexForm(fold(text), words, characters);
    const names = node.aliases === null ? node.name : `${node.name} · ${node.aliases}`;
    const columns = [names, node.content, tagText(node.tags), node.folder].map(form);
    db.run(INDEX_SQL.put, [pk, ...columns, [...characters].join(" ")]);
  }
  // Parts of words are many small entries: bulk work adds them together, at its end.
  if (addWords(db, words) && !isBulk(db)) addParts(db);
}

const tagText = (json: string): string => (JSON.parse(json) as string[]).join(" ");
