import * as v from "valibot";
import { limit, millis, model, spec } from "../contract.model.ts";
import { nodeFilter, type NodeRow, TIME_COLUMNS } from "../spine/spine.model.ts";

export interface Counted {
  value: string;
  count: number;
}

/** A row of a tree, parents before children. */
export interface Branch {
  value: string;
  label: string;
  depth: number;
  count: number;
}

export interface PlaceCluster {
  latitude: number;
  longitude: number;
  count: number;
  id: string;
  name: string;
}

export interface NodeGrid {
  rows: string[];
  columns: string[];
  cells: { row: string; column: string; count: number; nodes: NodeRow[] }[];
  more: { rows: number; columns: number };
}

export const GRID_AXES = ["type", "folder", "tag", "status", "priority", "letter", "month"] as const;
const axis = v.strictObject({ by: v.picklist(GRID_AXES), column: v.optional(v.picklist(TIME_COLUMNS)) });
const times = v.picklist(TIME_COLUMNS);

/** Location, Alphabet, Time, Category, Hierarchy: what a set of nodes looks like along each of them. */
export const latch = model({
  name: "latch",
  doc: "A set of nodes by Location, Alphabet, Time, Category and Hierarchy. Each takes a filter and counts without that filter's own condition on the axis.",
  commands: {},
  queries: {
    "latch.alphabet": spec("How many names begin with each letter.", nodeFilter).answers<{ letter: string; count: number }[]>(
      "an array of `{letter, count}`: `A` to `Z`, `#` for digits, `…` for all others",
    ),
    "latch.time": spec("How many times lie between bounds, which the page makes in its time zone.", {
      ...nodeFilter,
      column: times,
      bounds: v.pipe(v.array(millis), v.maxLength(4000)),
    }).answers<{ counts: number[]; min: number | null; max: number | null }>(
      "`{counts, min, max}`: counts[i] of bounds[i] ≤ t < bounds[i + 1]",
    ),
    "latch.category": spec("The most frequent types, folders, tags or statuses.", {
      ...nodeFilter,
      by: v.picklist(["type", "folder", "tag", "status"]),
      limit,
    }).answers<Counted[]>("an array of `{value, count}`, most frequent first; an empty value is none"),
    "latch.hierarchy": spec("Folders or NEST edges as a tree, or the ranks of priority or importance.", {
      ...nodeFilter,
      by: v.picklist(["folder", "priority", "importance", "nest"]),
    }).answers<Branch[]>("an array of `{value, label, depth, count}`, parents before children"),
    "latch.location": spec("What has a place, in clusters by cells of so many degrees.", {
      ...nodeFilter,
      cell: v.pipe(v.number(), v.minValue(0.0001), v.maxValue(90)),
    }).answers<PlaceCluster[]>("an array of `{latitude, longitude, count, id, name}`, largest first"),
    "latch.grid": spec("Nodes by any two axes.", { ...nodeFilter, rows: axis, columns: axis, limit }).answers<NodeGrid>(
      "`{rows, columns, cells: [{row, column, count, nodes}], more}`; an empty value is none",
    ),
  },
  tasks: {},
});
