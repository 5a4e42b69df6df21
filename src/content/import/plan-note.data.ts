import type { ReadContext } from "../../db/module.ts";
import { cleanFolder } from "../../db/spine/nodes.ts";
import type { ImportedNote } from "../note/import-notes.data.ts";
import { knownNote } from "./known-notes.data.ts";

export type Plan =
  | { readonly action: "keep"; readonly id: string; readonly remarks: readonly string[] }
  /** `beside`: the note whose text was edited here; the incoming one is written next to it. */
  | {
      readonly action: "write";
      readonly note: ImportedNote;
      readonly beside: string | null;
      readonly remarks: readonly string[];
      readonly known: string | null;
    };

/** What an import does with one note: an edit made in Atelier is never written over (IM6). */
export function plannedNote(ctx: ReadContext & { readonly at: number }, note: ImportedNote): Plan {
  const write = (
    changed: Partial<ImportedNote> = {},
    remarks: readonly string[] = [],
    beside: string | null = null,
    known: string | null = null,
  ): Plan => ({
    action: "write",
    note: { ...note, ...changed },
    beside,
    remarks,
    known,
  });
  const known = knownNote(ctx, note.source, note.source_id);
  if (!known) return write();
  const { now, base } = known;
  if (now.deleted_at !== null) return write({}, ["It was in the trash and is back."], null, now.id);
  const text = now.front_matter + now.content;
  const incoming = note.front_matter + note.content;
  const keep = (remarks: readonly string[]): Plan => ({ action: "keep", id: now.id, remarks });
  if (incoming === text) return keep([]);
  if (base && incoming === base.text) return keep(["It was edited in Atelier and not in the source: your text stays."]);
  const place = {
    name: base && base.name !== now.name ? now.name : note.name,
    folder: base && base.folder !== cleanFolder(now.folder) ? now.folder : note.folder,
  };
  if (base && base.text === text) return write(place, [], null, now.id);
  const beside = knownNote(ctx, note.source, `${note.source_id}${BESIDE}`);
  const name = `${now.name} (imported ${new Date(ctx.at).toISOString().slice(0, 10)})`;
  return write(
    { name: beside?.now.name ?? name, folder: now.folder, source_id: `${note.source_id}${BESIDE}` },
    [`It was edited in Atelier and in the source: your text stays, and the other one is beside it as “${beside?.now.name ?? name}”.`],
    now.id,
    beside?.now.id ?? null,
  );
}

const BESIDE = "#imported";
