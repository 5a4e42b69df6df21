import type { Migration } from "../db/module.ts";

/** What this device knows of the server, and what the server does not know yet. Values are those of the wire, as JSON. */
export const SYNC_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
-- The client's id and clock, the account, the mode, and what sync does now.
CREATE TABLE sync_meta (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;

-- How far each space was read. phase: offer (what was here before goes out), ready, reread and reoffer (the server lost something), gone.
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
) STRICT, WITHOUT ROWID;

-- The clocks of a record as the server told them: {column: [clock, seq]}. held: those from before the server lost something.
CREATE TABLE sync_rec (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  held_json TEXT,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_rec_by_space ON sync_rec (space_id);
CREATE INDEX sync_rec_held ON sync_rec (space_id) WHERE held_json IS NOT NULL;

-- What the server has where something of this device is still pending: {column: [value, clock, seq]}.
CREATE TABLE sync_shadow (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX sync_outbox_by_m ON sync_outbox (space_id, acked, m);
CREATE INDEX sync_outbox_by_clock ON sync_outbox (hlc);

-- Operations that the server refused for good.
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
) STRICT, WITHOUT ROWID;

-- Which cells of a record are in the outbox or among the dead.
CREATE TABLE sync_touch (
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  op TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  PRIMARY KEY (tbl, id, op)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_touch_by_op ON sync_touch (op);

-- What lost against a concurrent change, until somebody decides.
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

-- Cells that cannot be shown yet: {column: [value, clock, seq]}. waits_for: the row they hang on.
CREATE TABLE sync_unknown (
  space_id TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  cells_json TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('schema', 'value', 'parent', 'unique')),
  waits_for TEXT,
  PRIMARY KEY (tbl, id, space_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_unknown_waiting ON sync_unknown (waits_for) WHERE waits_for IS NOT NULL;

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
`,
  },
  {
    number: 2,
    sql: `
-- seen: up to where a pull was read to its end. A record that moves on while pages are read takes cells along that are earlier than the cursor.
ALTER TABLE sync_space ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
UPDATE sync_space SET seen = seq;
`,
  },
  {
    number: 3,
    sql: `
-- heard: the server's time at which everything had been read. lost: that of before the server lost something, until that is given back.
ALTER TABLE sync_space ADD COLUMN heard INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_space ADD COLUMN lost INTEGER;
`,
  },
  {
    number: 4,
    sql: `
-- made: the operation's place among all of this device, which it keeps; its number begins anew with each id that the device takes.
-- What was refused until now came before all that waits, whose places begin with one.
ALTER TABLE sync_dead ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
UPDATE sync_dead SET made = -(SELECT count(*) FROM sync_dead later WHERE (later.m, later.op) >= (sync_dead.m, sync_dead.op));
`,
  },
  {
    number: 5,
    sql: `
-- last_json: {m, op} of the last operation that the server has answered under the id that the device has now.
ALTER TABLE sync_space ADD COLUMN last_json TEXT;
`,
  },
  {
    number: 6,
    sql: `
-- What is in shared spaces is counted here; most nodes are the person's own and not in it.
CREATE INDEX nodes_by_space ON nodes (space_id) WHERE deleted_at IS NULL AND space_id <> 'personal';
`,
  },
];
