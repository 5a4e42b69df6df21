import type { Facts, Term } from "./facts.model.ts";

export interface Risk {
  rule: string;
  severity: "low" | "medium" | "high";
  sentence: string;
  steps: string[];
}

export interface Suggestion {
  rule: string;
  name: string;
  sentence: string;
  steps: string[];
}

/** Hours of the slow, the middle and the fast of some weeks. */
export interface Pace {
  slow: number;
  usual: number;
  fast: number;
}

/** When the work will be done, as a range of days (`2026-12-04`). */
export interface Prediction {
  hours_left: number;
  /** Hours a week of the slow, the middle and the fast of the last weeks. */
  pace: Pace;
  earliest: string | null;
  likely: string | null;
  /** Null: at the slow pace it never ends. */
  latest: string | null;
  /** The weeks that it was read from: hours completed in each, oldest first. */
  weeks: { week_start_date: string; hours: number }[];
  sentence: string;
}

export interface ProjectAnalysis {
  id: string;
  at: number;
  facts: Facts;
  /** Null while there is nothing to judge. */
  health: number | null;
  terms: Term[];
  risks: Risk[];
  suggestions: Suggestion[];
  prediction: Prediction;
}

export interface Trend {
  direction: "up" | "flat" | "down" | "unknown";
  before: number | null;
  now: number | null;
  sentence: string;
}

export interface ProjectSummary {
  insights: { summary: string; health: number | null; risks: Risk[]; suggestions: Suggestion[] };
  metrics: {
    /** Completed hours a day. */
    velocity: number;
    /** Completed hours for each hour worked; null if nothing was timed. */
    productivity: number | null;
    completed: number;
    hours_completed: number;
    hours_worked: number;
    time_to_completion: Prediction;
  };
  trends: { progress: Trend; velocity: Trend; quality: Trend };
}

export interface Recommendation {
  id: string;
  kind: "risk" | "todo" | "suggestion" | "inbox" | "week";
  priority: "high" | "medium" | "low";
  score: number;
  project_id: string | null;
  todo_id: string | null;
  title: string;
  sentence: string;
  steps: string[];
  /** What made its score. */
  terms: Term[];
}

export interface RuleEntry {
  id: string;
  kind: "pattern" | "risk" | "optimisation";
  name: string;
  points: number;
  severity: "low" | "medium" | "high" | null;
  sentence: string;
  steps: string[];
  /** In words: `days since activity at least 7`. */
  when: string[];
  is_enabled: boolean;
  /** Active projects that it applies to now: its evidence. */
  applies_to: { id: string; name: string }[];
}
