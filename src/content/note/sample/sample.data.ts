import type { WriteContext } from "../../../db/module.ts";
import { linkersOf } from "../../../db/spine/links.ts";
import { NODES_SQL, updateNode } from "../../../db/spine/nodes.ts";
import { SAMPLE_SOURCE } from "../../../db/spine/stats.ts";
import { dropTags } from "../../../db/spine/tags.ts";
import { idsOfSource } from "../../../db/spine/trash.ts";
import { settleLinks } from "../../spine/settle.data.ts";
import { createNoteImport } from "../import-notes.data.ts";
import { ALBUM } from "./album.data.ts";
import { LYRICS } from "./lyrics.data.ts";
import { RELEASE } from "./release.data.ts";
import { SONGS } from "./songs.data.ts";
import { STUDIO } from "./studio.data.ts";

export const SAMPLE_NOTES = [...ALBUM, ...SONGS, ...LYRICS, ...STUDIO, ...RELEASE] as const;

const DAY = 86_400_000;

/** Adds the sample workspace by the importer's own door; what is there already is brought back to its first state. */
export function createSample(ctx: WriteContext): { nodes: number; first_id: string } {
  const sample = createNoteImport();
  const written = sample.write(
    ctx,
    SAMPLE_NOTES.map(({ name, folder, tags, aliases = [], age, content }) => {
      const at = ctx.at - age * DAY;
      return {
        name,
        folder,
        tags,
        aliases,
        content,
        front_matter: "",
        created_at: at,
        modified_at: at,
        source: SAMPLE_SOURCE,
        source_id: name,
      };
    }),
  );
  SAMPLE_NOTES.forEach((note, i) => {
    if (note.favorite) updateNode(ctx, written[i]!.id, { is_favorite: true }, ctx.at - note.age * DAY);
  });
  sample.link(ctx);
  return { nodes: written.length, first_id: written[0]!.id };
}

/** Deletes the sample, edited or not; it can be taken back like any other change. */
export function removeSample(ctx: WriteContext): { nodes: number } {
  const ids = idsOfSource(ctx, SAMPLE_SOURCE);
  const linkers = new Set(ids.flatMap((id) => linkersOf(ctx, id)));
  for (const id of ids) {
    dropTags(ctx, id);
    ctx.db.run(NODES_SQL.delete, [id]);
    linkers.delete(id);
  }
  settleLinks(ctx, linkers);
  return { nodes: ids.length };
}
