import { Refusal } from "../../base/result.ts";
import type { Migration, ReadContext, TrackedTable, WriteContext } from "../../db/module.ts";
import { freeName, getNode, insertNode, updateNode } from "../../db/spine/nodes.ts";
import { dataModule } from "../contract.data.ts";
import { settle } from "../spine/settle.data.ts";
import { type Layout, type NodeFilter, view, type ViewListed, type ViewOptions, type ViewRecord } from "./view.model.ts";

const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE views (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  filter_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(filter_json)),
  layout TEXT NOT NULL DEFAULT 'list' CHECK (layout IN ('list', 'table', 'board', 'calendar', 'timeline', 'map', 'grid', 'graph')),
  options_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options_json)),
  is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1))
) STRICT, WITHOUT ROWID;
`,
  },
];

export const VIEW_TRACKED: readonly TrackedTable[] = [{ table: "views", key: "id", syncs: true }];

const SQL = {
  insert: "INSERT INTO views (id, filter_json, layout, options_json, is_pinned) VALUES (?, ?, ?, ?, ?)",
  get: "SELECT filter_json, layout, options_json, is_pinned FROM views WHERE id = ?",
  set: "UPDATE views SET filter_json = ?, layout = ?, options_json = ?, is_pinned = ? WHERE id = ?",
  // Views are few: `CROSS JOIN` keeps them outside, or every node would be read in the order of names.
  list: `SELECT v.id, n.name, v.filter_json, v.layout, v.options_json, v.is_pinned FROM views v CROSS JOIN nodes n ON n.id = v.id
    WHERE n.deleted_at IS NULL AND (?1 IS NULL OR v.is_pinned = ?1) ORDER BY v.is_pinned DESC, n.name_key, n.id LIMIT ?2`,
};

interface Row {
  filter_json: string;
  layout: Layout;
  options_json: string;
  is_pinned: number;
}

const columns = ({ filter_json, layout, options_json, is_pinned }: Row) => ({
  filter: JSON.parse(filter_json) as NodeFilter,
  layout,
  options: JSON.parse(options_json) as ViewOptions,
  is_pinned: is_pinned === 1,
});

interface Fields {
  name?: string | undefined;
  filter?: NodeFilter | undefined;
  layout?: Layout | undefined;
  options?: ViewOptions | undefined;
  is_pinned?: boolean | undefined;
}

function createView(ctx: WriteContext, args: Fields & { id?: string | undefined }): { id: string; name: string } {
  const id = args.id ?? ctx.newId();
  const name = args.name || freeName(ctx, "Untitled view", "");
  insertNode(ctx, { id, node_type: "view", name, folder: "", tags: [], summary: null, content: "" });
  ctx.db.run(SQL.insert, [
    id,
    JSON.stringify(args.filter ?? {}),
    args.layout ?? "list",
    JSON.stringify(args.options ?? {}),
    args.is_pinned ?? false,
  ]);
  settle(ctx, [id]);
  return { id, name };
}

function updateView(ctx: WriteContext, id: string, args: Fields): { id: string; version: number } {
  const before = ctx.db.row<Row>(SQL.get, [id]);
  if (!before) throw new Refusal("ViewNotFound", "This view is not here any more: it was deleted for ever. Nothing was changed.");
  const { filter, layout = before.layout, options, is_pinned = before.is_pinned === 1 } = args;
  ctx.db.run(SQL.set, [
    filter === undefined ? before.filter_json : JSON.stringify(filter),
    layout,
    options === undefined ? before.options_json : JSON.stringify(options),
    is_pinned,
    id,
  ]);
  const version = updateNode(ctx, id, { name: args.name });
  if (args.name !== undefined) settle(ctx, [id]);
  return { id, version };
}

function getView(ctx: ReadContext, id: string): ViewRecord | null {
  const row = ctx.db.row<Row>(SQL.get, [id]);
  const node = row && getNode(ctx, id);
  if (!row || !node) return null;
  const { content: _, ...rest } = node;
  return { ...rest, ...columns(row) };
}

export const viewData = dataModule(view, {
  migrations: MIGRATIONS,
  tracked: VIEW_TRACKED,
  sql: SQL,
  commands: {
    "view.create": (ctx, args) => createView(ctx, args),
    "view.update": (ctx, { id, ...fields }) => updateView(ctx, id, fields),
  },
  queries: {
    "view.get": (ctx, { id }) => getView(ctx, id),
    "view.list": ({ db }, { pinned, limit }) =>
      db
        .rows<Row & { id: string; name: string }>(SQL.list, [pinned ?? null, limit])
        .map(({ id, name, ...row }): ViewListed => ({ id, name, ...columns(row) })),
  },
  tasks: {},
});
