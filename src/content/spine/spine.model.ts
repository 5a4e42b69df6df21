import * as v from "valibot";
import { flag, id, limit, line, millis, model, newId, spec, tags } from "../contract.model.ts";

export const TIME_COLUMNS = ["created_at", "modified_at", "due_at", "completed_at", "event_start"] as const;
export const SORTS = [
  "modified_at",
  "created_at",
  "name",
  "due_at",
  "event_start",
  "completed_at",
  "status",
  "priority",
  "importance",
] as const;

export const EDGE_TYPES = ["LINK", "NEST", "SEQUENCE", "AFFINITY"] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

/** A node as lists show it: every spine column but the text. Times are milliseconds UTC. */
export interface NodeRow {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  tags: string[];
  status: string | null;
  summary: string | null;
  created_at: number;
  modified_at: number;
  due_at: number | null;
  is_favorite: boolean;
  deleted_at: number | null;
  source: string | null;
  event_start: number | null;
  event_end: number | null;
  completed_at: number | null;
  latitude: number | null;
  longitude: number | null;
  location_name: string | null;
  priority: number;
  importance: number;
}

/** A node whole, its text included. */
export interface NodeRecord extends NodeRow {
  space_id: string;
  location_address: string | null;
  sort_order: number;
  source_id: string | null;
  source_url: string | null;
  version: number;
  content: string;
}

/** Where a keyset page starts: the sort value and the id of the row before it. */
export interface Cursor {
  /** Null: among those that have none, which come last. */
  value: string | number | null;
  id: string;
}

export interface NodePage {
  rows: NodeRow[];
  /** Pass as `after` for the next page; null on the last. */
  next: Cursor | null;
}

export interface LinkedNode {
  edge_id: string;
  edge_type: EdgeType;
  label: string | null;
  weight: number;
  directed: boolean;
  channel: string | null;
  id: string;
  node_type: string;
  name: string;
  folder: string;
  /** For backlinks from a text: the line around the link. */
  context: string | null;
}

export interface NodeLinks {
  outgoing: LinkedNode[];
  backlinks: LinkedNode[];
  /** Names that the text links to and that do not exist yet. */
  unresolved: string[];
}

export interface WorkspaceStats {
  /** Living nodes by content type. */
  nodes: Record<string, number>;
  trashed: number;
  edges: number;
  tags: number;
  attachments: number;
  attachment_bytes: number;
  /** Whole database file, bytes. */
  database_bytes: number;
  /** True while the sample workspace is in the database. */
  has_sample: boolean;
}

const cursor = v.strictObject({ value: v.nullable(v.union([v.string(), v.number()])), id: v.string() });

const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));

/** A combination of conditions on nodes; absent conditions do not restrict. */
export const nodeFilter = {
  type: v.optional(line),
  folder: v.optional(line),
  /** With `folder`: also everything below it. Default true. */
  subfolders: v.optional(flag, true),
  tag: v.optional(line),
  favorite: v.optional(flag),
  /** Only what is in the trash; otherwise only what is not. */
  trashed: v.optional(flag, false),
  /** What search finds with these words and operators, up to 5,000 nodes. */
  text: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  /** Empty: without a status. */
  status: v.optional(line),
  priority: v.optional(v.pipe(v.number(), v.integer())),
  importance: v.optional(v.pipe(v.number(), v.integer())),
  /** `A` to `Z`, `#` for a digit, `…` for anything else. */
  letter: v.optional(v.pipe(v.string(), v.maxLength(2))),
  /** from ≤ time < to; with neither: has one. */
  time: v.optional(v.strictObject({ column: v.picklist(TIME_COLUMNS), from: v.optional(millis), to: v.optional(millis) })),
  /** Degrees; west > east crosses the date line. */
  box: v.optional(v.strictObject({ west: longitude, south: latitude, east: longitude, north: latitude })),
  /** Has a place. */
  located: v.optional(flag),
  /** Below this node by NEST edges, at any depth. */
  under: v.optional(id),
};

export interface DueNodes {
  open: number;
  done: number;
  rows: NodeRow[];
}

/** The spine: what every content type shares. */
export const spine = model({
  name: "spine",
  doc: "What every node has, whatever its content type: place in a folder, tags, links, favourite, trash, undo.",
  commands: {
    "node.update": spec("Changes columns of a node that every content type shares. Absent arguments stay as they are.", {
      id,
      name: v.optional(line),
      folder: v.optional(line),
      tags: v.optional(tags),
      status: v.optional(v.nullable(line)),
      summary: v.optional(v.nullable(line)),
      is_favorite: v.optional(flag),
      due_at: v.optional(v.nullable(millis)),
      completed_at: v.optional(v.nullable(millis)),
      event_start: v.optional(v.nullable(millis)),
      event_end: v.optional(v.nullable(millis)),
      latitude: v.optional(v.nullable(latitude)),
      longitude: v.optional(v.nullable(longitude)),
      location_name: v.optional(v.nullable(line)),
      location_address: v.optional(v.nullable(line)),
      priority: v.optional(v.pipe(v.number(), v.integer())),
      importance: v.optional(v.pipe(v.number(), v.integer())),
      sort_order: v.optional(v.pipe(v.number(), v.integer())),
      source_url: v.optional(v.nullable(line)),
    }).answers<{ id: string; version: number }>("`{id, version}`"),
    "node.trash": spec("Moves a node to the trash, its edges with it. Undo or `node.restore` brings both back.", {
      id,
    }).answers<{ id: string }>("`{id}`"),
    "node.restore": spec("Takes a node out of the trash.", { id }).answers<{ id: string }>("`{id}`"),
    "node.purge": spec("Deletes one trashed node for ever, with its edges.", { id }).answers<{ id: string }>("`{id}`"),
    "node.visit": spec("Remembers that the person opened this node, for recently used.", { id }).answers<{ id: string }>("`{id}`"),
    "trash.empty": spec("Deletes every trashed node for ever.", {}).answers<{ purged: number }>("`{purged}`: how many"),
    "edge.create": spec("Links two nodes. One edge of a type per ordered pair: creating it again updates it.", {
      id: newId,
      edge_type: v.picklist(EDGE_TYPES),
      source_id: id,
      target_id: id,
      label: v.optional(v.nullable(line)),
      weight: v.optional(v.pipe(v.number(), v.minValue(0))),
      directed: v.optional(flag),
      sequence_order: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
    }).answers<{ id: string }>("`{id}` of the edge"),
    "edge.update": spec("Changes label, weight, direction or order of an edge.", {
      id,
      label: v.optional(v.nullable(line)),
      weight: v.optional(v.pipe(v.number(), v.minValue(0))),
      directed: v.optional(flag),
      sequence_order: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
    }).answers<{ id: string }>("`{id}`"),
    "edge.delete": spec("Removes an edge.", { id }).answers<{ id: string }>("`{id}`"),
    "tag.rename": spec("Renames a tag on every node that has it; onto an existing tag it merges.", {
      tag: v.pipe(line, v.minLength(1)),
      to: v.pipe(line, v.minLength(1)),
    }).answers<{ nodes: number }>("`{nodes}`: how many changed"),
    "folder.rename": spec("Renames or moves a folder with everything below it.", {
      folder: v.pipe(line, v.minLength(1)),
      to: line,
    }).answers<{ nodes: number }>("`{nodes}`: how many moved"),
    "setting.set": spec("Keeps a preference.", {
      key: v.pipe(line, v.minLength(1), v.maxLength(100)),
      value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
    }).answers<{ key: string }>("`{key}`"),
    "undo.apply": spec("Takes back everything that one mutation or one import changed, except what was edited since.", {
      /** The id of a mutation, or the batch id of an import. */
      mutation_id: id,
    }).answers<{ undone: number; kept: number }>("`{undone, kept}`: rows taken back, and rows left because they were edited since"),
    "trash.expire": spec(
      "Deletes for ever what has been in the trash for more days than the preference `trash.days` says: 30 if it is not set; with 0 everything stays.",
      {},
    ).answers<{ purged: number }>("`{purged}`: how many"),
    "sample.create": spec("Adds the sample workspace.", {}).answers<{ nodes: number; first_id: string }>("`{nodes, first_id}`"),
    "sample.remove": spec("Removes every node of the sample workspace.", {}).answers<{ nodes: number }>("`{nodes}`: how many"),
  },
  queries: {
    "node.get": spec("One node whole, trashed or not.", { id }).answers<NodeRecord | null>("the node, or null"),
    "node.list": spec("A page of nodes by keyset: any depth costs the same.", {
      ...nodeFilter,
      sort: v.optional(v.picklist(SORTS), "modified_at"),
      /** Default: changed and created descending, all others ascending. */
      order: v.optional(v.picklist(["asc", "desc"])),
      limit,
      /** The page starts after this row … */
      after: v.optional(cursor),
      /** … and ends with this row, inclusive, if given. */
      until: v.optional(cursor),
    }).answers<NodePage>("`{rows, next}`: rows without their text; `next` is the `after` of the next page, or null"),
    "node.count": spec("How many nodes match a filter.", nodeFilter).answers<{ count: number }>("`{count}`"),
    "node.due": spec("What is due in a stretch of time, earliest first, and how much of it there is.", {
      from: v.optional(millis),
      to: millis,
      /** What was completed since then still counts and is shown. */
      done_since: millis,
      limit,
    }).answers<DueNodes>("`{open, done, rows}`: how many are open, how many were done, the first rows of both"),
    "node.links": spec("What a node links to, what links to it, and the names it links to that do not exist yet.", {
      id,
      limit,
    }).answers<NodeLinks>("`{outgoing, backlinks, unresolved}`"),
    "node.resolve": spec("The node that a wikilink means: by path, name or alias, regardless of case.", {
      name: line,
      /** Folder of the linking node: of several matches the nearest wins. */
      folder: v.optional(line),
    }).answers<{ id: string; node_type: string; name: string } | null>("`{id, node_type, name}` or null"),
    "node.complete": spec("Names and aliases that match what was typed after `[[`: prefix first, then anywhere.", {
      text: v.string(),
      limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 20),
    }).answers<{ id: string; name: string; alias: string | null; folder: string; node_type: string }[]>(
      "an array of `{id, name, alias, folder, node_type}`",
    ),
    "tag.list": spec("Every tag with how many living nodes have it.", {}).answers<{ tag: string; count: number }[]>(
      "an array of `{tag, count}`",
    ),
    "folder.list": spec("Every folder with how many living nodes are directly in it.", {}).answers<{ folder: string; count: number }[]>(
      "an array of `{folder, count}`",
    ),
    "recent.list": spec("What was opened last, newest first.", { limit }).answers<(NodeRow & { used_at: number })[]>(
      "an array of nodes with `used_at`",
    ),
    "setting.list": spec("Every preference that was set.", {}).answers<Record<string, string | number | boolean | null>>(
      "an object key → value",
    ),
    "workspace.stats": spec("Counts and sizes of the whole workspace.", {}).answers<WorkspaceStats>("counts by type, sizes in bytes"),
    "undo.latest": spec("The newest mutation or import that can be taken back.", {}).answers<{
      mutation_id: string;
      label: string;
      at: number;
    } | null>("`{mutation_id, label, at}` or null"),
    "undo.size": spec("How many rows `undo.apply` would take back.", { mutation_id: id }).answers<{ rows: number }>("`{rows}`"),
  },
  tasks: {
    "undo.run": spec("The same as `undo.apply`, in steps between which others are answered: for an import and the like.", {
      mutation_id: id,
    }).answers<{ undone: number; kept: number }>("`{undone, kept}`"),
  },
});
