CREATE VIEW edge_ends_wanted AS
  SELECT e.pk AS edge, s.pk AS node, 2 - 2 * e.directed AS way, t.pk AS other, CASE e.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END AS kind, e.weight
    FROM edges e CROSS JOIN nodes s ON s.id = e.source_id CROSS JOIN nodes t ON t.id = e.target_id
  UNION ALL SELECT e.pk, t.pk, 3 - 2 * e.directed, s.pk, CASE e.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END, e.weight
    FROM edges e CROSS JOIN nodes s ON s.id = e.source_id CROSS JOIN nodes t ON t.id = e.target_id;

CREATE TRIGGER edges_deleted AFTER DELETE ON edges BEGIN
  DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND way = 2 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND kind = CASE OLD.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END;
  DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND way = 3 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND kind = CASE OLD.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END;
END;

CREATE TRIGGER edges_inserted AFTER INSERT ON edges BEGIN
  INSERT INTO edge_ends SELECT node, way, other, kind, weight FROM edge_ends_wanted WHERE edge = NEW.pk;
END;

CREATE TRIGGER edges_updated AFTER UPDATE OF pk, edge_type, source_id, target_id, weight, directed ON edges BEGIN
  DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND way = 2 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND kind = CASE OLD.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END;
  DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND way = 3 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND kind = CASE OLD.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END;
  INSERT INTO edge_ends SELECT node, way, other, kind, weight FROM edge_ends_wanted WHERE edge = NEW.pk;
END;

CREATE TRIGGER nodes_deleting BEFORE DELETE ON nodes BEGIN
  DELETE FROM edge_ends WHERE (node, way, other, kind)
    IN (SELECT other, way + 1 - 2 * (way % 2), node, kind FROM edge_ends WHERE node = OLD.pk);
  DELETE FROM edge_ends WHERE node = OLD.pk;
END;

CREATE TABLE activities (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'stage', 'completed', 'reopened', 'estimate', 'actual', 'progress', 'project', 'week')),
  project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
  todo_id TEXT REFERENCES todos (id) ON DELETE SET NULL,
  before TEXT,
  after TEXT,
  hours REAL
) STRICT;

CREATE TABLE attachments (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT '',
  mime TEXT NOT NULL DEFAULT 'application/octet-stream',
  size INTEGER NOT NULL,
  hash TEXT NOT NULL REFERENCES blobs (hash),
  created_at INTEGER NOT NULL,
  source TEXT,
  source_id TEXT
) STRICT;

CREATE TABLE blobs (
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  mutation_id TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('local', 'remote')),
  at INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  columns_json TEXT NOT NULL CHECK (json_valid(columns_json)),
  before_json TEXT CHECK (before_json IS NULL OR json_valid(before_json)),
  synced INTEGER NOT NULL DEFAULT 0 CHECK (synced IN (0, 1))
) STRICT;

CREATE TABLE edge_ends (
  node INTEGER NOT NULL,
  way INTEGER NOT NULL CHECK (way BETWEEN 0 AND 3),
  other INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  weight REAL NOT NULL,
  PRIMARY KEY (node, way, other, kind)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE estimation_models (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  samples INTEGER NOT NULL DEFAULT 0,
  log_ratio_sum REAL NOT NULL DEFAULT 0,
  error_own_sum REAL NOT NULL DEFAULT 0,
  error_learned_sum REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE graph_positions (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  x REAL NOT NULL,
  y REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE graph_ranks (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  pagerank REAL NOT NULL,
  inbound INTEGER NOT NULL,
  weight REAL NOT NULL,
  degree INTEGER NOT NULL,
  cluster INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE graph_similar (
  a TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  shared INTEGER NOT NULL,
  similarity REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  batch TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  report_json TEXT NOT NULL CHECK (json_valid(report_json))
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;

CREATE TABLE migrations (
  sequence TEXT NOT NULL,
  number INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (sequence, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mutations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  args_hash TEXT NOT NULL,
  result_json TEXT NOT NULL CHECK (json_valid(result_json)),
  label TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE node_fts USING fts5(
  name, content, tags, folder, characters,
  content = '', contentless_delete = 1,
  tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* M* So'", prefix = '2 3'
);

CREATE TABLE node_names (
  key TEXT NOT NULL,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'alias')),
  label TEXT NOT NULL,
  PRIMARY KEY (key, node_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_tags (
  tag TEXT NOT NULL COLLATE NOCASE,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'text')),
  modified_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  PRIMARY KEY (tag, node_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE notes (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  front_matter TEXT NOT NULL DEFAULT '',
  aliases_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases_json)),
  word_count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE projects (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  intention TEXT,
  why TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'completed', 'archived')),
  priority TEXT NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high')),
  progress INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  health_score INTEGER CHECK (health_score BETWEEN 0 AND 100),
  activity_summary TEXT CHECK (activity_summary IS NULL OR json_valid(activity_summary)),
  last_ai_update INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE recently_used (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('pattern', 'risk', 'optimisation')),
  name TEXT NOT NULL,
  conditions_json TEXT NOT NULL CHECK (json_valid(conditions_json)),
  points REAL NOT NULL DEFAULT 0,
  severity TEXT CHECK (severity IN ('low', 'medium', 'high')),
  sentence TEXT NOT NULL,
  steps_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(steps_json)),
  is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE search_terms (pk INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, seen INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE VIRTUAL TABLE search_terms_fts USING fts5(term, content = 'search_terms', content_rowid = 'pk', tokenize = 'trigram', detail = 'none');

CREATE TABLE settings (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;

CREATE TABLE sync_conflict (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  col TEXT NOT NULL,
  hlc TEXT NOT NULL,
  value_json TEXT NOT NULL,
  base_json TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tbl, id, col, hlc, space_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_dead (
  op TEXT PRIMARY KEY,
  space_id TEXT NOT NULL,
  m INTEGER NOT NULL,
  ctx INTEGER NOT NULL,
  writes_json TEXT NOT NULL,
  base_json TEXT,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  error_json TEXT NOT NULL
, made INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE sync_event (
  pk INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  space_id TEXT,
  duration_ms INTEGER,
  pushed INTEGER NOT NULL DEFAULT 0,
  pulled INTEGER NOT NULL DEFAULT 0,
  message TEXT
) STRICT;

CREATE TABLE sync_meta (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;

CREATE TABLE sync_outbox (
  pk INTEGER PRIMARY KEY,
  space_id TEXT NOT NULL,
  m INTEGER NOT NULL,
  op TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('write', 'offer', 'state', 'conflict')),
  ctx INTEGER NOT NULL,
  hlc TEXT NOT NULL,
  writes_json TEXT NOT NULL,
  base_json TEXT,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  error_json TEXT,
  acked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sync_rec (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  held_json TEXT,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_shadow (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_space (
  space_id TEXT PRIMARY KEY,
  remote_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT 'owner',
  members_json TEXT,
  rev INTEGER,
  tok TEXT,
  seq INTEGER NOT NULL DEFAULT 0,
  digest TEXT NOT NULL DEFAULT '0000000000000000',
  next_m INTEGER NOT NULL DEFAULT 1,
  phase TEXT NOT NULL DEFAULT 'ready' CHECK (phase IN ('offer', 'ready', 'reread', 'reoffer', 'gone')),
  offered TEXT,
  last_synced_at INTEGER
, seen INTEGER NOT NULL DEFAULT 0, heard INTEGER NOT NULL DEFAULT 0, lost INTEGER, last_json TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE sync_touch (
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  op TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  PRIMARY KEY (tbl, id, op)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_unknown (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('schema', 'value', 'parent', 'unique')),
  waits_for TEXT,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag_counts (
  tag TEXT PRIMARY KEY COLLATE NOCASE,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE todos (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  project_id TEXT REFERENCES projects (id) ON DELETE SET NULL,
  weekly_goal_id TEXT REFERENCES weekly_goals (id) ON DELETE SET NULL,
  status TEXT NOT NULL DEFAULT 'dumped' CHECK (status IN ('dumped', 'matched', 'refined', 'confirmed', 'committed', 'done')),
  priority TEXT NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high')),
  estimated_hours REAL CHECK (estimated_hours >= 0),
  actual_hours REAL NOT NULL DEFAULT 0 CHECK (actual_hours >= 0),
  timer_started_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE undone (
  mutation_id TEXT PRIMARY KEY,
  by_mutation_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unresolved_links (
  key TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  PRIMARY KEY (key, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('edit', 'named', 'restore', 'remote')),
  label TEXT,
  size INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('plain', 'deflate', 'delta')),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE views (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  filter_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(filter_json)),
  layout TEXT NOT NULL DEFAULT 'list' CHECK (layout IN ('list', 'table', 'board', 'calendar', 'timeline', 'map', 'grid', 'graph')),
  options_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options_json)),
  is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE weekly_goals (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  week_start_date TEXT NOT NULL UNIQUE CHECK (week_start_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  capacity_hours REAL NOT NULL DEFAULT 20 CHECK (capacity_hours >= 0),
  total_estimated_hours REAL NOT NULL DEFAULT 0,
  completion_rate INTEGER NOT NULL DEFAULT 0 CHECK (completion_rate BETWEEN 0 AND 100)
) STRICT, WITHOUT ROWID;

CREATE INDEX activities_by_project ON activities (project_id, at, kind, hours);

CREATE INDEX activities_by_time ON activities (at);

CREATE INDEX activities_by_todo ON activities (todo_id) WHERE todo_id IS NOT NULL;

CREATE INDEX activities_completed ON activities (at, hours) WHERE kind = 'completed';

CREATE INDEX activities_of_stages ON activities (at, before, after) WHERE kind IN ('created', 'stage', 'completed', 'reopened') AND todo_id IS NOT NULL;

CREATE INDEX activities_of_weeks ON activities (before, after, todo_id) WHERE kind = 'week';

CREATE INDEX activities_worked ON activities (at, hours) WHERE kind = 'actual';

CREATE INDEX attachments_by_hash ON attachments (hash);

CREATE INDEX attachments_by_name ON attachments (name COLLATE NOCASE);

CREATE UNIQUE INDEX attachments_by_path ON attachments (folder, name);

CREATE UNIQUE INDEX attachments_by_source ON attachments (source, source_id) WHERE source IS NOT NULL AND source_id IS NOT NULL;

CREATE INDEX changes_by_mutation ON changes (mutation_id, seq);

CREATE INDEX changes_by_row ON changes (row_id, table_name, seq);

CREATE INDEX edges_by_target ON edges (target_id, edge_type);

CREATE INDEX graph_ranks_by_cluster ON graph_ranks (cluster, pagerank DESC, node_id) WHERE cluster > 0;

CREATE INDEX graph_ranks_by_inbound ON graph_ranks (inbound DESC, node_id) WHERE inbound > 0;

CREATE INDEX graph_ranks_by_pagerank ON graph_ranks (pagerank DESC, node_id);

CREATE INDEX graph_ranks_by_weight ON graph_ranks (weight DESC, node_id) WHERE weight > 0;

CREATE INDEX graph_similar_by_b ON graph_similar (b);

CREATE INDEX graph_similar_by_similarity ON graph_similar (similarity DESC, shared DESC, a, b);

CREATE INDEX node_names_aliases ON node_names (key) WHERE kind = 'alias';

CREATE INDEX node_names_by_node ON node_names (node_id);

CREATE INDEX node_tags_by_modified ON node_tags (tag, modified_at DESC, node_id DESC);

CREATE INDEX node_tags_by_node ON node_tags (node_id);

CREATE INDEX nodes_by_completed ON nodes (completed_at, id) WHERE deleted_at IS NULL AND completed_at IS NOT NULL;

CREATE INDEX nodes_by_created ON nodes (created_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_due ON nodes (due_at, id) WHERE deleted_at IS NULL AND due_at IS NOT NULL;

CREATE INDEX nodes_by_event ON nodes (event_start, id) WHERE deleted_at IS NULL AND event_start IS NOT NULL;

CREATE INDEX nodes_by_folder ON nodes (folder, modified_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_importance ON nodes (importance, id) WHERE deleted_at IS NULL AND importance <> 0;

CREATE INDEX nodes_by_modified ON nodes (modified_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_name ON nodes (name_key, id) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_place ON nodes (latitude, longitude) WHERE deleted_at IS NULL AND latitude IS NOT NULL;

CREATE INDEX nodes_by_priority ON nodes (priority, id) WHERE deleted_at IS NULL AND priority <> 0;

CREATE UNIQUE INDEX nodes_by_source ON nodes (source, source_id) WHERE source IS NOT NULL AND source_id IS NOT NULL;

CREATE INDEX nodes_by_space ON nodes (space_id) WHERE deleted_at IS NULL AND space_id <> 'personal';

CREATE INDEX nodes_by_status ON nodes (status, id) WHERE deleted_at IS NULL AND status IS NOT NULL;

CREATE INDEX nodes_by_type_created ON nodes (node_type, created_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_type_modified ON nodes (node_type, modified_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX nodes_by_type_name ON nodes (node_type, name_key, id) WHERE deleted_at IS NULL;

CREATE INDEX nodes_favorite ON nodes (modified_at DESC, id DESC) WHERE is_favorite = 1 AND deleted_at IS NULL;

CREATE INDEX nodes_of_open_todos ON nodes (id, due_at, modified_at, tags) WHERE node_type = 'todo' AND deleted_at IS NULL AND status IS NOT 'done';

CREATE INDEX nodes_of_todos ON nodes (id, deleted_at, due_at, completed_at, created_at, tags) WHERE node_type = 'todo';

CREATE INDEX nodes_open_by_due ON nodes (due_at, id) WHERE deleted_at IS NULL AND completed_at IS NULL AND due_at IS NOT NULL;

CREATE INDEX nodes_trashed ON nodes (deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;

CREATE INDEX nodes_trashed_by_id ON nodes (id) WHERE deleted_at IS NOT NULL;

CREATE INDEX nodes_trashed_by_pk ON nodes (pk) WHERE deleted_at IS NOT NULL;

CREATE INDEX projects_by_status ON projects (status);

CREATE INDEX recently_used_by_time ON recently_used (used_at DESC);

CREATE INDEX sync_outbox_by_clock ON sync_outbox (hlc);

CREATE INDEX sync_outbox_by_m ON sync_outbox (space_id, acked, m);

CREATE INDEX sync_rec_by_space ON sync_rec (space_id);

CREATE INDEX sync_rec_held ON sync_rec (space_id) WHERE held_json IS NOT NULL;

CREATE INDEX sync_touch_by_op ON sync_touch (op);

CREATE INDEX sync_unknown_waiting ON sync_unknown (waits_for) WHERE waits_for IS NOT NULL;

CREATE INDEX todos_by_status ON todos (status, estimated_hours);

CREATE INDEX todos_by_week ON todos (weekly_goal_id) WHERE weekly_goal_id IS NOT NULL;

CREATE INDEX todos_sums ON todos (project_id, status, estimated_hours, actual_hours);

CREATE INDEX todos_timing ON todos (timer_started_at) WHERE timer_started_at IS NOT NULL;

CREATE INDEX undone_by ON undone (by_mutation_id);

CREATE INDEX unresolved_links_by_source ON unresolved_links (source_id);

CREATE INDEX versions_by_node ON versions (node_id, seq);
