import type { Term } from "./facts.model.ts";
import type { Recommendation } from "./insights.model.ts";

const HIGH = 60;
/** A todo with fewer points is not worth a recommendation (PL11). */
export const MEDIUM = 30;

export const sum = (terms: readonly Term[]): number => terms.reduce((total, { points }) => total + points, 0);
export const priorityOf = (score: number): Recommendation["priority"] => (score >= HIGH ? "high" : score >= MEDIUM ? "medium" : "low");
export const term = (rule: string, points: number, sentence: string): Term => ({ rule, points, sentence });
