import type { Migration, TrackedTable } from "../module.ts";

/** The spine's tables. `pk` is an explicit integer key: VACUUM keeps it, so the search index may rest on it (F1). */
export const SPINE_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE nodes (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  node_type TEXT NOT NULL,
  space_id TEXT NOT NULL DEFAULT 'personal',
  name TEXT NOT NULL,
  name_key TEXT NOT NULL DEFAULT '',
  latitude REAL,
  longitude REAL,
  location_name TEXT,
  location_address TEXT,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  due_at INTEGER,
  completed_at INTEGER,
  event_start INTEGER,
  event_end INTEGER,
  folder TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  status TEXT,
  priority INTEGER NOT NULL DEFAULT 0,
  importance INTEGER NOT NULL DEFAULT 0,
  sort_order INTEGER NOT NULL DEFAULT 0,
  summary TEXT,
  source TEXT,
  source_id TEXT,
  source_url TEXT,
  is_favorite INTEGER NOT NULL DEFAULT 0 CHECK (is_favorite IN (0, 1)),
  deleted_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  content TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX nodes_by_modified ON nodes (modified_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_created ON nodes (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_name ON nodes (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_type_modified ON nodes (node_type, modified_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_type_created ON nodes (node_type, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_type_name ON nodes (node_type, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX nodes_by_folder ON nodes (folder, modified_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX nodes_favorite ON nodes (modified_at DESC, id DESC) WHERE is_favorite = 1 AND deleted_at IS NULL;
CREATE INDEX nodes_trashed ON nodes (deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX nodes_by_source ON nodes (source, source_id) WHERE source IS NOT NULL AND source_id IS NOT NULL;

-- Every tag of a living node row by row: 'own' ones are in nodes.tags, 'text' ones stand only as #tag in the text.
-- The sort columns are repeated here, so that a page of a tag is read in order from one index.
CREATE TABLE node_tags (
  tag TEXT NOT NULL COLLATE NOCASE,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'text')),
  modified_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  PRIMARY KEY (tag, node_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_tags_by_modified ON node_tags (tag, modified_at DESC, node_id DESC);
CREATE INDEX node_tags_by_node ON node_tags (node_id);

-- How many living nodes have a tag, and its newest spelling: kept with node_tags, so that a list of tags counts nothing.
CREATE TABLE tag_counts (
  tag TEXT PRIMARY KEY COLLATE NOCASE,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a wikilink may call a living node: its name, its aliases; folded for comparison.
CREATE TABLE node_names (
  key TEXT NOT NULL,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'alias')),
  label TEXT NOT NULL,
  PRIMARY KEY (key, node_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_names_by_node ON node_names (node_id);
CREATE INDEX node_names_aliases ON node_names (key) WHERE kind = 'alias';

CREATE TABLE edges (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  edge_type TEXT NOT NULL CHECK (edge_type IN ('LINK', 'NEST', 'SEQUENCE', 'AFFINITY')),
  source_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  target_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  label TEXT,
  weight REAL NOT NULL DEFAULT 1.0,
  directed INTEGER NOT NULL DEFAULT 1 CHECK (directed IN (0, 1)),
  sequence_order INTEGER,
  channel TEXT,
  timestamp INTEGER,
  subject TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (source_id, target_id, edge_type)
) STRICT;
CREATE INDEX edges_by_target ON edges (target_id, edge_type);

-- A link to a name that does not exist yet; resolved when it does.
CREATE TABLE unresolved_links (
  key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  PRIMARY KEY (key, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unresolved_links_by_source ON unresolved_links (source_id);

-- Mutations that were taken back, and the mutation that did it, so that each is offered once.
CREATE TABLE undone (
  mutation_id TEXT PRIMARY KEY,
  by_mutation_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX undone_by ON undone (by_mutation_id);

CREATE TABLE recently_used (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recently_used_by_time ON recently_used (used_at DESC);
`,
  },
  {
    number: 2,
    // What only some nodes have costs nothing for the others: partial indexes.
    sql: `
CREATE INDEX nodes_by_due ON nodes (due_at, id) WHERE deleted_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX nodes_by_event ON nodes (event_start, id) WHERE deleted_at IS NULL AND event_start IS NOT NULL;
CREATE INDEX nodes_by_completed ON nodes (completed_at, id) WHERE deleted_at IS NULL AND completed_at IS NOT NULL;
CREATE INDEX nodes_by_status ON nodes (status, id) WHERE deleted_at IS NULL AND status IS NOT NULL;
CREATE INDEX nodes_by_priority ON nodes (priority, id) WHERE deleted_at IS NULL AND priority <> 0;
CREATE INDEX nodes_by_importance ON nodes (importance, id) WHERE deleted_at IS NULL AND importance <> 0;
CREATE INDEX nodes_by_place ON nodes (latitude, longitude) WHERE deleted_at IS NULL AND latitude IS NOT NULL;
`,
  },
  {
    number: 3,
    // What is due and not done is few, whatever was done before (PI12).
    sql: `
CREATE INDEX nodes_open_by_due ON nodes (due_at, id) WHERE deleted_at IS NULL AND completed_at IS NULL AND due_at IS NOT NULL;
`,
  },
];

export const SPINE_TRACKED: readonly TrackedTable[] = [
  {
    table: "nodes",
    key: "id",
    syncs: true,
    versioned: ["name", "folder", "tags", "status", "summary", "content"],
    merge: {
      pk: "local",
      name_key: "local",
      space_id: "local",
      created_at: "quiet",
      modified_at: "quiet",
      version: "quiet",
      sort_order: "quiet",
      tags: "set",
      // Follows from the text of most nodes: a conflict of its own would ask the same twice.
      summary: "quiet",
      content: "text",
    },
  },
  {
    table: "edges",
    key: "id",
    syncs: true,
    merge: { pk: "local", sequence_order: "quiet", created_at: "quiet" },
    derived: { column: "channel", value: "wikilink" },
  },
];
