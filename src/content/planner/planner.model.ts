import * as v from "valibot";
import { flag, id, limit, line, millis, model, newId, spec, tags, text } from "../contract.model.ts";
import type { NodeRecord } from "../spine/spine.model.ts";
import type { Pace, ProjectAnalysis, ProjectSummary, Recommendation, RuleEntry } from "./insights/insights.model.ts";
import type { EstimatePoint, FlowPoint, ProjectBubble, ProjectBurnUp, RhythmCell } from "./pictures/pictures.model.ts";
import type { Priority } from "./quick-add.model.ts";
import type { WeekReview } from "./review/review.model.ts";

export type { Priority } from "./quick-add.model.ts";

/** The way of a todo, from a thought to done. */
export const STAGES = ["dumped", "matched", "refined", "confirmed", "committed", "done"] as const;
export type Stage = (typeof STAGES)[number];
export const OPEN_STAGES: Stage[] = STAGES.filter((stage) => stage !== "done");
export const PROJECT_STATUSES = ["active", "paused", "completed", "archived"] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];
export const PRIORITIES = ["low", "medium", "high"] as const;
/** `nodes.priority` of each, for filters over every content type. */
export const PRIORITY_RANK: Readonly<Record<Priority, number>> = { low: 1, medium: 2, high: 3 };
export const TIMEFRAMES = ["week", "month", "quarter", "year", "all"] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

export interface ProjectListed {
  id: string;
  name: string;
  tags: string[];
  due_at: number | null;
  created_at: number;
  modified_at: number;
  is_favorite: boolean;
  intention: string | null;
  why: string | null;
  status: ProjectStatus;
  priority: Priority;
  progress: number;
  health_score: number | null;
  todos: number;
  open: number;
  /** Estimated hours of what is open, less what was worked on it. */
  hours_left: number;
}

export interface ProjectRecord extends Omit<NodeRecord, "priority" | "status"> {
  intention: string | null;
  why: string | null;
  status: ProjectStatus;
  priority: Priority;
  /** `nodes.priority`. */
  rank: number;
  progress: number;
  health_score: number | null;
  activity_summary: string | null;
  last_ai_update: number | null;
}

export interface TodoListed {
  id: string;
  name: string;
  tags: string[];
  due_at: number | null;
  completed_at: number | null;
  created_at: number;
  modified_at: number;
  project_id: string | null;
  project_name: string | null;
  weekly_goal_id: string | null;
  status: Stage;
  priority: Priority;
  estimated_hours: number | null;
  actual_hours: number;
  /** When its timer was started; null while it stands. */
  timer_started_at: number | null;
}

export interface TodoRecord extends TodoListed {
  content: string;
  folder: string;
  is_favorite: boolean;
  deleted_at: number | null;
  version: number;
}

export interface WeekDay {
  /** `2026-11-16` */
  day: string;
  /** Hours of the week's todos that were done by the end of the day; null for days to come. */
  done_hours: number | null;
}

export interface Week {
  id: string | null;
  week_start_date: string;
  capacity_hours: number;
  total_estimated_hours: number;
  done_hours: number;
  completion_rate: number;
  /** Planned hours, corrected by what was learned, beyond the capacity, at most those still open; 0 if it fits. */
  overload_hours: number;
  todos: TodoListed[];
  days: WeekDay[];
  /** Hours done at its end, as the slow, the middle and the fast of the last planned weeks went; null: it is over, empty, or there were none. */
  ahead: Pace | null;
}

export type ActivityKind = "created" | "stage" | "completed" | "reopened" | "estimate" | "actual" | "progress" | "project" | "week";

export interface Activity {
  id: string;
  at: number;
  kind: ActivityKind;
  project_id: string | null;
  todo_id: string | null;
  todo_name: string | null;
  before: string | null;
  after: string | null;
  hours: number | null;
}

const name = v.pipe(line, v.minLength(1, "It needs a name."));
const hours = v.pipe(v.number(), v.minValue(0, "Hours cannot be negative."), v.maxValue(10_000));
const day = v.pipe(v.string(), v.isoDate("A date is written 2026-11-16."));
const projectFields = {
  intention: v.optional(v.nullable(line)),
  why: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(10_000)))),
  status: v.optional(v.picklist(PROJECT_STATUSES)),
  priority: v.optional(v.picklist(PRIORITIES)),
  due_at: v.optional(v.nullable(millis)),
  folder: v.optional(line),
  tags: v.optional(tags),
  content: v.optional(text),
};
const todoFields = {
  project_id: v.optional(v.nullable(id)),
  status: v.optional(v.picklist(STAGES)),
  priority: v.optional(v.picklist(PRIORITIES)),
  estimated_hours: v.optional(v.nullable(hours)),
  due_at: v.optional(v.nullable(millis)),
  tags: v.optional(tags),
  content: v.optional(text),
};
const page = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1000);

export const planner = model({
  name: "planner",
  doc: "Projects, todos on their way from a thought to done, weeks, and insights that show their reasons.",
  commands: {
    "project.create": spec("Makes a project.", { id: newId, name, ...projectFields }).answers<{ id: string }>("`{id}`"),
    "project.update": spec("Changes a project. Absent arguments stay as they are; `progress` counts only while it has no todos.", {
      id,
      name: v.optional(name),
      ...projectFields,
      progress: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
    }).answers<{ id: string; version: number }>("`{id, version}`"),
    "project.sample": spec("Adds the projects and todos of the sample workspace; if they are there, nothing.", {}).answers<{
      nodes: number;
    }>("`{nodes}`: how many"),
    "todo.create": spec("Makes a todo, in the inbox (dumped) unless it says where.", { id: newId, name, ...todoFields }).answers<{
      id: string;
    }>("`{id}`"),
    "todo.quickAdd": spec("Makes a todo from one line: `Mix the chorus #mix @fri ~2h !high >Album`.", {
      id: newId,
      text: v.pipe(line, v.minLength(1, "It needs a name.")),
    }).answers<{ id: string; name: string }>("`{id, name}`"),
    "todo.update": spec("Changes a todo. Absent arguments stay as they are.", {
      id,
      name: v.optional(name),
      ...todoFields,
      actual_hours: v.optional(hours),
    }).answers<{ id: string; version: number }>("`{id, version}`"),
    "todo.commit": spec("Plans a todo into the week that begins on this date, or with null out of its week.", {
      id,
      week_start_date: v.nullable(day),
    }).answers<{ id: string; week: string | null }>("`{id, week}`: id of the week"),
    "todo.start": spec("Starts the timer of a todo; another one that runs is stopped and its hours are kept.", { id }).answers<{
      id: string;
    }>("`{id}`"),
    "todo.stop": spec("Stops the timer of a todo and adds its hours.", { id }).answers<{ id: string; actual_hours: number }>(
      "`{id, actual_hours}`",
    ),
    "week.plan": spec("Makes or changes the week that begins on this date.", {
      id: newId,
      week_start_date: day,
      capacity_hours: v.optional(hours),
    }).answers<{ id: string }>("`{id}`"),
    "week.reflect": spec("Keeps what the person thinks of a week, as the text of its node.", {
      week_start_date: day,
      text,
    }).answers<{ id: string }>("`{id}` of the week"),
    "rule.set": spec("Turns a rule of the knowledge base on or off, or changes what it is worth.", {
      id: v.pipe(line, v.minLength(1)),
      is_enabled: v.optional(flag),
      points: v.optional(v.pipe(v.number(), v.minValue(-100), v.maxValue(100))),
    }).answers<{ id: string }>("`{id}`"),
  },
  queries: {
    "project.get": spec("One project whole.", { id }).answers<ProjectRecord | null>("the project, or null"),
    "project.list": spec("Projects, active ones first, by priority and due date.", {
      status: v.optional(v.picklist(PROJECT_STATUSES)),
      limit: page,
    }).answers<ProjectListed[]>("an array of projects with `{todos, open, hours_left}`"),
    "todo.get": spec("One todo whole.", { id }).answers<TodoRecord | null>("the todo, or null"),
    "todo.list": spec("Todos by stage, project or week; what is due first, then by priority.", {
      status: v.optional(v.array(v.picklist(STAGES))),
      project_id: v.optional(v.nullable(id)),
      weekly_goal_id: v.optional(id),
      due_before: v.optional(millis),
      completed_after: v.optional(millis),
      limit: page,
    }).answers<TodoListed[]>("an array of todos"),
    "todo.stages": spec("How many todos stand at each stage, and their hours.", { project_id: v.optional(id) }).answers<
      { status: Stage; count: number; hours: number }[]
    >("an array of `{status, count, hours}`, one for each stage"),
    "todo.due": spec("How many open todos are due before a moment.", { before: millis }).answers<number>("a number"),
    "todo.running": spec("The todo whose timer runs.", {}).answers<TodoListed | null>("the todo, or null"),
    "week.get": spec("A week: what is planned and done, day by day, whether it fits, and where it leads.", {
      week_start_date: day,
      now: millis,
    }).answers<Week>("the week; `id` is null if nobody planned it"),
    "week.date": spec("The date on which a week begins.", { id }).answers<string | null>("`2026-11-16`, or null if there is no such week"),
    "week.review": spec("A week as it went: kept, slid and unplanned todos, goals, hours, estimates, the weeks before.", {
      week_start_date: day,
      now: millis,
    }).answers<WeekReview>("the review; todos that were moved on to a later week count as slid"),
    "activity.list": spec("What happened, newest first.", {
      project_id: v.optional(id),
      from: v.optional(millis),
      to: v.optional(millis),
      limit,
    }).answers<Activity[]>("an array of activities"),
    "project.analyse": spec("Health with the terms that make it, risks, suggestions and predictions of a project at a moment.", {
      id,
      now: millis,
    }).answers<ProjectAnalysis | null>("`{facts, health, risks, suggestions, prediction}`, or null"),
    "project.summary": spec("Insights, metrics and trends of a project over a time frame.", {
      id,
      now: millis,
      timeframe: v.optional(v.picklist(TIMEFRAMES), "month"),
    }).answers<ProjectSummary | null>("`{insights, metrics, trends}`, or null"),
    "recommendations.daily": spec("What to do today over the active projects, with reasons.", { now: millis, limit }).answers<
      Recommendation[]
    >("an array of recommendations, most important first"),
    "project.burnUp": spec("Hours done and to do of a project, week by week, and the paces that lead on from them.", {
      id,
      now: millis,
    }).answers<ProjectBurnUp | null>("`{points, target, pace, sentence}`, or null"),
    "project.bubbles": spec("Every active project: progress, health, hours.", { now: millis }).answers<ProjectBubble[]>(
      "an array of `{id, name, progress, health, hours_left, hours_total}`",
    ),
    "todo.flow": spec("Todos at each stage at the beginning of each of the last weeks, and now.", {
      now: millis,
      weeks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(104)), 26),
    }).answers<FlowPoint[]>("an array of `{at, counts}`, oldest first"),
    "activity.rhythm": spec("In which hours of the week things were completed.", {
      now: millis,
      weeks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(104)), 12),
    }).answers<RhythmCell[]>("an array of `{weekday, hour, completed, hours}`; 0 is Monday"),
    "estimation.points": spec("What was thought and what it took, of todos that are done, newest first.", { limit }).answers<
      EstimatePoint[]
    >("an array of `{id, name, estimated_hours, actual_hours, completed_at}`"),
    "rule.list": spec("The rules of the knowledge base, and how often each applies now.", { now: millis }).answers<RuleEntry[]>(
      "an array of rules",
    ),
    "estimation.list": spec("What was learned about estimates, with its evidence.", {}).answers<
      { id: string; scope: string; samples: number; factor: number; error_own_percent: number; error_learned_percent: number }[]
    >("an array of `{scope, samples, factor, error_own_percent, error_learned_percent}`"),
  },
  tasks: {},
});
