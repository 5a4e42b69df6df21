import type { NodeRow } from "../spine/spine.model.ts";
import type { NodeFilter } from "./view.model.ts";

export type TimeColumn = NonNullable<NodeFilter["time"]>["column"];

interface Window {
  readonly filter: NodeFilter;
  /** What the filter says about another column than the one that is shown: a filter holds one time, so rows are asked. */
  readonly keeps: (row: NodeRow) => boolean;
}

/** What is counted in a stretch of time: no more is read than lies in it, unless the filter has a time of its own. */
export const counted = (filter: NodeFilter, column: TimeColumn, from: number, to: number): NodeFilter =>
  filter.time ? filter : { ...filter, time: { column, from, to } };

/** The same set within a stretch of time (milliseconds, `from ≤ t < to`), whatever time the filter has already. */
export function timeWindow(filter: NodeFilter, column: TimeColumn, from: number | undefined, to: number): Window {
  const own = filter.time;
  const same = own?.column === column ? own : undefined;
  const starts = [from, same?.from].filter((at) => at !== undefined);
  const ends = [to, same?.to].filter((at) => at !== undefined);
  return {
    filter: { ...filter, time: { column, ...(starts.length > 0 && { from: Math.max(...starts) }), to: Math.min(...ends) } },
    keeps: (row) => {
      const at = own && !same ? row[own.column] : null;
      if (!own || same) return true;
      return at !== null && (own.from === undefined || at >= own.from) && (own.to === undefined || at < own.to);
    },
  };
}
