import type { ListArgs } from "../../app/data/keyset-list.ts";
import type { ViewOptions } from "./view.model.ts";

export type SortKey = NonNullable<ListArgs["sort"]>;
export type Order = "asc" | "desc";

export const SORT_LABELS: Readonly<Record<SortKey, string>> = {
  modified_at: "Last changed",
  created_at: "Created",
  name: "Name",
  due_at: "Due",
  event_start: "Event",
  completed_at: "Done",
  status: "Status",
  priority: "Priority",
  importance: "Importance",
};

/** How the options sort; what is none of the orders is the last change. */
export function sortOf(options: ViewOptions): { sort: SortKey; order?: Order } {
  const sort = (Object.keys(SORT_LABELS) as SortKey[]).find((key) => key === options["sort"]) ?? "modified_at";
  const order = options["order"];
  return order === "asc" || order === "desc" ? { sort, order } : { sort };
}

/** The order that a sort has by itself, as the query has it. */
export const standardOrder = (sort: SortKey): Order => (sort === "modified_at" || sort === "created_at" ? "desc" : "asc");
