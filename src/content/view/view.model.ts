import * as v from "valibot";
import { flag, id, limit, line, model, newId, spec } from "../contract.model.ts";
import { type NodeRecord, nodeFilter } from "../spine/spine.model.ts";

export const LAYOUTS = ["list", "table", "board", "calendar", "timeline", "map", "grid", "graph"] as const;
export type Layout = (typeof LAYOUTS)[number];

const filter = v.strictObject(nodeFilter);
/** A set of nodes. */
export type NodeFilter = v.InferInput<typeof filter>;

/** How a layout shows a set: each layout reads its own keys and leaves the others alone. JSON, at most 20,000 characters. */
export type ViewOptions = Readonly<Record<string, unknown>>;
const options = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((value) => JSON.stringify(value).length <= 20_000, "These options are too long."),
);
const fields = {
  filter: v.optional(filter),
  layout: v.optional(v.picklist(LAYOUTS)),
  options: v.optional(options),
  is_pinned: v.optional(flag),
};

export interface ViewListed {
  id: string;
  name: string;
  layout: Layout;
  is_pinned: boolean;
  filter: NodeFilter;
  options: ViewOptions;
}

export interface ViewRecord extends Omit<NodeRecord, "content"> {
  layout: Layout;
  is_pinned: boolean;
  filter: NodeFilter;
  options: ViewOptions;
}

/** A saved view: a set of nodes and how it is shown. */
export const view = model({
  name: "view",
  doc: "Saved views: a filter over all nodes, and the layout that shows it.",
  commands: {
    "view.create": spec("Saves a view.", { id: newId, name: v.optional(line), ...fields }).answers<{ id: string; name: string }>(
      "`{id, name}`",
    ),
    "view.update": spec("Changes a view. Absent arguments stay as they are; `filter` and `options` are replaced whole.", {
      id,
      name: v.optional(v.pipe(line, v.minLength(1, "It needs a name."))),
      ...fields,
    }).answers<{ id: string; version: number }>("`{id, version}`"),
  },
  queries: {
    "view.get": spec("One saved view whole.", { id }).answers<ViewRecord | null>("the view, or null"),
    "view.list": spec("Saved views, pinned ones first, then by name.", { pinned: v.optional(flag), limit }).answers<ViewListed[]>(
      "an array of `{id, name, layout, is_pinned, filter, options}`",
    ),
  },
  tasks: {},
});
