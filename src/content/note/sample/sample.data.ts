import { addDays, dayAt, startOf } from "../../../base/days.ts";
import type { WriteContext } from "../../../db/module.ts";
import { linkersOf } from "../../../db/spine/links.ts";
import { NODES_SQL, type NodePatch, updateNode } from "../../../db/spine/nodes.ts";
import { SAMPLE_SOURCE } from "../../../db/spine/stats.ts";
import { dropTags } from "../../../db/spine/tags.ts";
import { idsOfSource } from "../../../db/spine/trash.ts";
import { settleLinks } from "../../spine/settle.data.ts";
import { createNoteImport } from "../import-notes.data.ts";
import { ALBUM } from "./album.data.ts";
import { connectSample } from "./connections.data.ts";
import { HARBOURS } from "./harbours.data.ts";
import { LYRICS } from "./lyrics.data.ts";
import { RELEASE } from "./release.data.ts";
import type { SampleNote } from "./sample-note.model.ts";
import { SONGS } from "./songs.data.ts";
import { STUDIO } from "./studio.data.ts";

export const SAMPLE_NOTES = [...ALBUM, ...SONGS, ...LYRICS, ...STUDIO, ...RELEASE, ...HARBOURS] as const satisfies readonly SampleNote[];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Due is by the end of a working day. */
const EVENING = 18;

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
  const ids = new Map(SAMPLE_NOTES.map(({ name }, i) => [name, written[i]!.id]));
  for (const note of SAMPLE_NOTES) updateNode(ctx, ids.get(note.name)!, factsOf(note, ctx.at), ctx.at - note.age * DAY);
  sample.link(ctx);
  connectSample(ctx, (name) => ids.get(name)!);
  return { nodes: written.length, first_id: written[0]!.id };
}

/** Dates count from the day it is added, so that the sample always looks like this week (PI8). */
function factsOf(note: SampleNote, now: number): NodePatch {
  const at = (day: number, hour: number) => {
    const time = new Date(startOf(addDays(dayAt(now), day)));
    time.setHours(hour);
    return time.getTime();
  };
  const { event, place } = note;
  return {
    is_favorite: note.favorite === true,
    status: note.status ?? null,
    priority: note.priority ?? 0,
    due_at: note.due === undefined ? null : at(note.due, EVENING),
    completed_at: note.done === undefined ? null : at(note.done, EVENING),
    event_start: event ? at(event.day, event.hour) : null,
    event_end: event ? at(event.day, event.hour) + event.hours * HOUR : null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    location_name: place?.name ?? null,
  };
}

export const SAMPLE_SQL = {
  adopt: `UPDATE nodes SET source = NULL, source_id = NULL WHERE source = ?1 AND EXISTS (SELECT 1 FROM edges e JOIN nodes n ON n.id = e.target_id
    WHERE e.source_id = nodes.id AND e.edge_type = 'NEST' AND n.source IS NOT ?1)`,
} as const;

/** Deletes the sample, edited or not, but nothing that holds something of the person's own; it can be taken back like any other change. */
export function removeSample(ctx: WriteContext): { nodes: number } {
  ctx.db.run(SAMPLE_SQL.adopt, [SAMPLE_SOURCE]);
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
