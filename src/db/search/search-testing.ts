import { nameKey } from "../../base/names.ts";
import { openMemory } from "../drivers/memory.ts";
import { migrate, sequencesOf } from "../migrate.ts";
import type { Database } from "../sqlite.ts";
import { findNodes } from "./find-nodes.ts";
import { indexNodes } from "./index-nodes.ts";
import { parseQuery } from "./parse-query.ts";

/** For tests: the schema of the kernel, the spine and the index in memory. */
export async function openSearchable(): Promise<Database> {
  const db = await openMemory();
  migrate(db, sequencesOf([]), 0);
  return db;
}

export interface TestNode {
  name?: string;
  content?: string;
  tags?: readonly string[];
  folder?: string;
  type?: string;
  favorite?: boolean;
  trashed?: boolean;
  at?: number;
}

/** Adds nodes and indexes them; answers their keys. Ids are `n1`, `n2`, … */
export function addNodes(db: Database, nodes: readonly TestNode[]): number[] {
  return db.transaction(() => {
    const pks = nodes.map((node) => insert(db, node));
    indexNodes(db, { upserted: pks, deleted: [] });
    return pks;
  });
}

function insert(
  db: Database,
  { name = "", content = "", tags = [], folder = "", type = "note", favorite = false, trashed = false, at }: TestNode,
): number {
  const pk = (db.value<number | null>("SELECT max(pk) FROM nodes") ?? 0) + 1;
  db.run(
    `INSERT INTO nodes (pk, id, node_type, name, folder, tags, created_at, modified_at, is_favorite, deleted_at, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [pk, `n${pk}`, type, name, folder, JSON.stringify(tags), at ?? pk, at ?? pk, favorite, trashed ? 1 : null, content],
  );
  if (trashed) return pk;
  db.run("INSERT INTO node_names (key, node_id, kind, label) VALUES (?, ?, 'name', ?)", [nameKey(name), `n${pk}`, name]);
  for (const tag of tags) {
    db.run("INSERT INTO node_tags (tag, node_id, origin, modified_at, created_at, name_key) VALUES (?, ?, 'own', 0, 0, '')", [
      tag,
      `n${pk}`,
    ]);
  }
  return pk;
}

/** Keys of what is found, best first. */
export const find = (db: Database, text: string, limit = 1000): number[] => [...findNodes(db, parseQuery(text), limit).pks];
