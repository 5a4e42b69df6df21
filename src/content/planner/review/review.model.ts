import type { TodoListed } from "../planner.model.ts";

/** A todo that was planned for the week. */
export interface PlannedTodo extends TodoListed {
  /** The week that it stands in now (`2026-11-23`); null: in none. */
  week_start_date: string | null;
}

/** What was planned for one project: reached when all of it was done in time. */
export interface WeekGoal {
  project_id: string | null;
  project_name: string | null;
  todos: number;
  done: number;
  hours: number;
  done_hours: number;
  is_reached: boolean;
}

export interface WeekResult {
  week_start_date: string;
  planned_hours: number;
  /** Planned hours that were done by its end. */
  done_hours: number;
  worked_hours: number;
  completion_rate: number;
  /** Null: nothing was planned, or it is not over yet. */
  is_met: boolean | null;
}

/** Estimates of what was done in the week against the hours that it took. */
export interface EstimateResult {
  todos: number;
  estimated_hours: number;
  actual_hours: number;
  /** Actual against estimated, in per cent: 25 is a quarter longer than thought. */
  off_percent: number;
}

export interface WeekReview extends WeekResult {
  id: string | null;
  capacity_hours: number;
  is_over: boolean;
  goals: WeekGoal[];
  /** Planned, and done by the end of the week. */
  kept: PlannedTodo[];
  /** Planned, and not done by then. */
  slid: PlannedTodo[];
  /** Done in the week without having been planned for it. */
  extra: TodoListed[];
  /** Null: nothing that was done has both numbers. */
  estimates: EstimateResult | null;
  /** What the person thinks of it, Markdown. */
  reflection: string;
  /** The weeks before, oldest first. */
  before: WeekResult[];
  /** Planned weeks in a row that were met, up to this one. */
  streak: number;
}

/** From here on a week counts as met: one that is always done to the last hour was planned too small. */
export const MET_PERCENT = 80;
