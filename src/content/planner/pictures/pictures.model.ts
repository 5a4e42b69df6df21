import type { Pace } from "../insights/insights.model.ts";
import type { Stage } from "../planner.model.ts";

export interface BurnUpPoint {
  /** Local midnight that it tells of, milliseconds; the last one is the moment that was asked about. */
  at: number;
  /** Hours done until then. */
  done: number;
  /** Hours there were to do, done ones included. */
  scope: number;
}

/** How far a project came, week by week, and where its pace leads (PL13). */
export interface ProjectBurnUp {
  points: BurnUpPoint[];
  /** Hours at which it is done: what is done and what is left, learned corrections included. */
  target: number;
  /** Hours a week of the slow, the middle and the fast of the last weeks; null without a week to read them from. */
  pace: Pace | null;
  sentence: string;
}

/** Todos at each stage at one moment. */
export interface FlowPoint {
  at: number;
  counts: Record<Stage, number>;
}

/** A todo that is done, with what was thought and what it took. */
export interface EstimatePoint {
  id: string;
  name: string;
  estimated_hours: number;
  actual_hours: number;
  completed_at: number;
}

export interface ProjectBubble {
  id: string;
  name: string;
  progress: number;
  /** Null while there is nothing to judge. */
  health: number | null;
  hours_left: number;
  hours_total: number;
}

/** Hours of one hour of the week: completed by estimate, and worked. */
export interface RhythmCell {
  /** 0 is Monday. */
  weekday: number;
  /** 0 to 23, by the clock of the device. */
  hour: number;
  completed: number;
  hours: number;
}
