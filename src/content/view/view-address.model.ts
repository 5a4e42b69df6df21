import { FILTER_KEYS, filterText, readFilter, writeFilter } from "./filter-address.model.ts";
import type { Layout, NodeFilter, ViewOptions } from "./view.model.ts";

/** What a view shows and how. */
export interface ViewState {
  readonly filter: NodeFilter;
  readonly layout: Layout;
  readonly options: ViewOptions;
}

const ALL: readonly Layout[] = ["list", "table", "board", "calendar", "timeline", "map", "grid", "graph"];

/** The whole state as parameters; never empty, so that an address without any means the view as it was saved (VI6). */
export function writeView({ filter, layout, options }: ViewState): [string, string][] {
  const text = JSON.stringify(options);
  return [["layout", layout], ...writeFilter(filter), ...(text === "{}" ? [] : [["options", text] as [string, string]])];
}

/** Undefined if the address says nothing about a view. */
export function readView(get: (key: string) => string | null): ViewState | undefined {
  if ([...FILTER_KEYS, "layout", "options"].every((key) => get(key) === null)) return undefined;
  return {
    filter: readFilter(get),
    layout: ALL.find((known) => known === get("layout")) ?? "list",
    options: readOptions(get("options")),
  };
}

function readOptions(text: string | null): ViewOptions {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ViewOptions) : {};
  } catch {
    // An address that was cut off: the set is still shown, in the layout's own way.
    return {};
  }
}

const sorted = (options: ViewOptions) => JSON.stringify(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export const isSameView = (a: ViewState, b: ViewState): boolean =>
  a.layout === b.layout && filterText(a.filter) === filterText(b.filter) && sorted(a.options) === sorted(b.options);
