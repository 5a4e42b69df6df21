import type { Priority, ProjectStatus, Stage } from "./planner.model.ts";

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  dumped: "Inbox",
  matched: "Matched",
  refined: "Refined",
  confirmed: "Confirmed",
  committed: "Committed",
  done: "Done",
};

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = { low: "Low", medium: "Medium", high: "High" };

export const STATUS_WORDS: Readonly<Record<ProjectStatus, string>> = {
  active: "Active",
  paused: "Paused",
  completed: "Completed",
  archived: "Archived",
};

const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** `1.5 h`; what was not estimated says so. */
export const hoursWords = (hours: number | null): string => (hours === null ? "no estimate" : `${NUMBER.format(hours)} h`);

/** How a project does, in one word: never by colour alone. */
export function healthWord(score: number | null): { word: string; tone: "none" | "good" | "watch" | "risk" } {
  if (score === null) return { word: "Not judged yet", tone: "none" };
  if (score >= 70) return { word: "Healthy", tone: "good" };
  return score >= 40 ? { word: "Watch it", tone: "watch" } : { word: "At risk", tone: "risk" };
}
