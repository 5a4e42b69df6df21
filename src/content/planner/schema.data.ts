import type { Migration, TrackedTable } from "../../db/module.ts";
import { DEFAULT_RULES_SQL } from "./insights/default-rules.data.ts";

/**
 * Title, text, tags, due date and time of completion of a project, todo or week stand in `nodes`. `status` and
 * `priority` stand in both: the node's are what boards and filters of every content type read (PL2).
 */
export const PLANNER_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
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
CREATE INDEX projects_by_status ON projects (status);

CREATE TABLE weekly_goals (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  week_start_date TEXT NOT NULL UNIQUE CHECK (week_start_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  capacity_hours REAL NOT NULL DEFAULT 20 CHECK (capacity_hours >= 0),
  total_estimated_hours REAL NOT NULL DEFAULT 0,
  completion_rate INTEGER NOT NULL DEFAULT 0 CHECK (completion_rate BETWEEN 0 AND 100)
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
CREATE INDEX todos_by_project ON todos (project_id, status);
CREATE INDEX todos_by_week ON todos (weekly_goal_id) WHERE weekly_goal_id IS NOT NULL;
CREATE INDEX todos_by_status ON todos (status);
CREATE INDEX todos_timing ON todos (timer_started_at) WHERE timer_started_at IS NOT NULL;

-- What happened, in the transaction in which it happened: velocity and trends are counted from here.
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
CREATE INDEX activities_by_project ON activities (project_id, at);
CREATE INDEX activities_by_todo ON activities (todo_id) WHERE todo_id IS NOT NULL;
CREATE INDEX activities_by_time ON activities (at);

-- The knowledge base: rules with what they look at, what they are worth and what they say.
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

-- How long things take compared with what was thought: one row for each project, tag, and for all, with its evidence.
CREATE TABLE estimation_models (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  samples INTEGER NOT NULL DEFAULT 0,
  log_ratio_sum REAL NOT NULL DEFAULT 0,
  error_own_sum REAL NOT NULL DEFAULT 0,
  error_learned_sum REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
${DEFAULT_RULES_SQL}`,
  },
  {
    number: 2,
    sql: `
-- What was moved out of a week (PL12).
CREATE INDEX activities_of_weeks ON activities (before, after, todo_id) WHERE kind = 'week';
-- Hours worked in a stretch of time, over all projects, without reading the rest of what happened.
CREATE INDEX activities_worked ON activities (at, hours) WHERE kind = 'actual';`,
  },
  {
    number: 3,
    sql: `
-- Todos by stage over time, and when things get done, without reading the rest of what happened (PL13).
CREATE INDEX activities_of_stages ON activities (at, before, after) WHERE kind IN ('created', 'stage', 'completed', 'reopened') AND todo_id IS NOT NULL;
CREATE INDEX activities_completed ON activities (at, hours) WHERE kind = 'completed';
-- Sums of projects and stages are read from here alone, without the nodes.
CREATE INDEX todos_sums ON todos (project_id, status, estimated_hours, actual_hours);`,
  },
  {
    number: 4,
    sql: `
-- What lists of todos are sorted and reckoned by, in one narrow place: the nodes themselves are read only for what is shown.
CREATE INDEX nodes_of_todos ON nodes (id, deleted_at, due_at, completed_at, created_at, modified_at, tags) WHERE node_type = 'todo';
-- Counts and hours of a stage are read from here alone.
DROP INDEX todos_by_status;
CREATE INDEX todos_by_status ON todos (status, estimated_hours);
-- todos_sums begins with the same columns.
DROP INDEX todos_by_project;
-- Paces, burn-ups and facts of a project without reading what happened row by row.
DROP INDEX activities_by_project;
CREATE INDEX activities_by_project ON activities (project_id, at, kind, hours);`,
  },
  {
    number: 5,
    sql: `
-- Facts of projects look at what is open, which is little beside all that was ever done.
CREATE INDEX nodes_of_open_todos ON nodes (id, due_at, modified_at, tags) WHERE node_type = 'todo' AND deleted_at IS NULL AND status IS NOT 'done';
-- Only those facts ask when a todo was changed: a change writes one of both.
DROP INDEX nodes_of_todos;
CREATE INDEX nodes_of_todos ON nodes (id, deleted_at, due_at, completed_at, created_at, tags) WHERE node_type = 'todo';`,
  },
];

const all = <P extends string>(policy: P, columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, policy]));
const text = (...columns: string[]) => all("text", columns);
const quiet = (...columns: string[]) => all("quiet", columns);

export const PLANNER_TRACKED: readonly TrackedTable[] = [
  {
    table: "projects",
    key: "id",
    syncs: true,
    versioned: ["intention", "why"],
    merge: { ...text("intention", "why"), ...quiet("progress", "health_score", "activity_summary", "last_ai_update") },
  },
  { table: "weekly_goals", key: "id", syncs: true, merge: quiet("completion_rate") },
  { table: "todos", key: "id", syncs: true, versioned: ["estimated_hours"], merge: quiet("actual_hours", "timer_started_at") },
  { table: "activities", key: "id", syncs: true, merge: { pk: "local" } },
  { table: "rules", key: "id", syncs: true },
  // Each device learns from the activities it has.
  { table: "estimation_models", key: "id", syncs: false },
];
