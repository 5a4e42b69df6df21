import type { ReadFile } from "../read-files.data.ts";
import { field, type Fields, isFields, jsonOf, lineOf, list, tagsOf, textOf, timeOf } from "./fields.data.ts";
import type { ForeignFormat } from "./foreign.data.ts";
import { keptNote } from "./kept-note.data.ts";
import { damagedFile } from "./refuse.data.ts";

const SOURCE = "whiteroom";
const SONG = ["sections", "roles", "projections", "mixGraph", "mix_graph", "sections_json", "roles_json"];
const PERFORMANCE = ["arrangementStyle", "arrangement_style", "instrumentationMap", "instrumentation_map_json"];

const has = (row: Fields, keys: readonly string[], least: number): boolean => keys.filter((key) => Object.hasOwn(row, key)).length >= least;
const isSong = (row: Fields): boolean => has(row, ["name", "metadata", "id"], 1) && has(row, SONG, 2);
const isPerformance = (row: Fields): boolean => has(row, PERFORMANCE, 1) && has(row, ["songId", "song_id", "name"], 1);

/** All songs, one song, one performance, or an object with lists of both. */
function rowsOf(value: unknown): Fields[] {
  const lists = isFields(value) ? [...list(value["songs"]), ...list(value["performances"])] : list(value);
  const rows = lists.length > 0 ? lists : isFields(value) ? [value] : [];
  return rows.every((row) => isSong(row) || isPerformance(row)) ? [...rows] : [];
}

/** Seed 001: what White Room exports: all songs, a song, or a performance, as JSON. */
export const songs: ForeignFormat = {
  recognises(text) {
    if (
      !/^\s*[[{]/.test(text) ||
      !/"(?:mixGraph|mix_graph|mix_graph_json|instrumentationMap|instrumentation_map_json|projections)"\s*:/.test(text)
    )
      return false;
    const value = jsonOf(text);
    return value === undefined ? /"(?:sections|roles|arrangementStyle)"\s*:/.test(text) : rowsOf(value).length > 0;
  },
  read(file) {
    const rows = rowsOf(jsonOf(file.text));
    if (rows.length === 0) throw damagedFile(file.name, "an export of White Room");
    const files = rows.map((row, i): ReadFile => {
      const kind = isSong(row) ? "song" : "performance";
      const about = isFields(row["metadata"]) ? row["metadata"] : {};
      const name = lineOf(field(row, "name", "title") ?? field(about, "name", "title")) ?? `A ${kind} without a name`;
      const modified_at = timeOf(field(row, "updatedAt", "updated_at", "modifiedAt")) ?? file.modified_at;
      const created = timeOf(field(row, "createdAt", "created_at")) ?? modified_at;
      return keptNote({
        source: SOURCE,
        source_id: `${kind}:${textOf(field(row, "id")) ?? `${i}:${name}`}`,
        label: "White Room",
        kind: `whiteroom.${kind}`,
        name,
        folder: "Imported/White Room",
        tags: [...tagsOf(field(row, "tags") ?? field(about, "tags"))],
        created_at: Math.min(created, modified_at),
        modified_at,
        value: row,
      });
    });
    return { source: SOURCE, label: file.name, files, edges: [] };
  },
};
