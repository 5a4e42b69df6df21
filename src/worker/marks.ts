/** Steps of a start in the worker's performance timeline: what a slow start or takeover is read from. */
export type Step = "script" | "sqlite" | "lock" | "files" | "schema" | "host" | "journal" | "leader" | "welcome" | "rehearsed";

export const mark = (step: Step): void => void performance.mark(`atelier:${step}`);
