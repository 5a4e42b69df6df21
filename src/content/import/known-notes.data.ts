import { decodeBefore } from "../../db/before.ts";
import type { ReadContext } from "../../db/module.ts";
import type { NoteRecord } from "../note/note.model.ts";
import { getNote } from "../note/notes.data.ts";

export const KNOWN_SQL = {
  bySource: "SELECT id FROM nodes WHERE source = ? AND source_id = ?",
  lastImport: `SELECT max(c.seq) FROM changes c JOIN imports i ON i.batch = c.mutation_id
    WHERE NOT EXISTS (SELECT 1 FROM undone u WHERE u.mutation_id = i.batch) AND c.row_id = ? AND c.table_name IN ('nodes', 'notes')`,
  since: "SELECT before_json FROM changes WHERE row_id = ? AND table_name IN ('nodes', 'notes') AND op = 'update' AND seq > ? ORDER BY seq",
};

/** A note that came from this source before: as it is now, and as that import left it. */
export interface KnownNote {
  readonly now: NoteRecord;
  readonly base: { readonly text: string; readonly name: string; readonly folder: string } | null;
}

/** The change records tell what the last import wrote, so that edits since then are known from edits of the source (IM6). */
export function knownNote(ctx: ReadContext, source: string, sourceId: string): KnownNote | null {
  const id = ctx.db.value<string>(KNOWN_SQL.bySource, [source, sourceId]);
  const now = id === undefined ? null : getNote(ctx, id);
  if (!now) return null;
  const last = ctx.db.value<number | null>(KNOWN_SQL.lastImport, [now.id]);
  if (typeof last !== "number") return { now, base: null };
  const held = { content: now.content, front_matter: now.front_matter, name: now.name, folder: now.folder };
  const seen = new Set<string>();
  for (const { before_json } of ctx.db.rows<{ before_json: string }>(KNOWN_SQL.since, [now.id, last])) {
    const before = decodeBefore(before_json);
    for (const column of ["content", "front_matter", "name", "folder"] as const) {
      const value = before[column];
      if (typeof value !== "string" || seen.has(column)) continue;
      seen.add(column);
      held[column] = value;
    }
  }
  return { now, base: { text: held.front_matter + held.content, name: held.name, folder: held.folder } };
}
