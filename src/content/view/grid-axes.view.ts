import type { QueryArgs } from "../../rpc/api.ts";
import { addMonths, startOf } from "../../base/days.ts";
import type { TimeColumn } from "./time-window.view.ts";
import type { NodeFilter } from "./view.model.ts";

export type Axis = QueryArgs<"latch.grid">["rows"];
type By = Axis["by"];

/** What an axis is called in an address and in the list to choose from. */
export const AXES: readonly { readonly value: string; readonly label: string; readonly axis: Axis }[] = [
  { value: "status", label: "Status", axis: { by: "status" } },
  { value: "folder", label: "Folder", axis: { by: "folder" } },
  { value: "tag", label: "Tag", axis: { by: "tag" } },
  { value: "type", label: "Type", axis: { by: "type" } },
  { value: "priority", label: "Priority", axis: { by: "priority" } },
  { value: "letter", label: "First letter", axis: { by: "letter" } },
  { value: "month-changed", label: "Month changed", axis: { by: "month", column: "modified_at" } },
  { value: "month-created", label: "Month created", axis: { by: "month", column: "created_at" } },
  { value: "month-due", label: "Month due", axis: { by: "month", column: "due_at" } },
  { value: "month-event", label: "Month of event", axis: { by: "month", column: "event_start" } },
];

export const axisOf = (option: unknown, standard: string): (typeof AXES)[number] =>
  AXES.find(({ value }) => value === option) ?? AXES.find(({ value }) => value === standard)!;

const MONTH = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" });
const MONTH_PATTERN = /^\d{4}-\d{2}$/;
const NONE: Record<By, string> = {
  type: "No type",
  folder: "No folder",
  tag: "No tag",
  status: "No status",
  priority: "No priority",
  letter: "Other",
  month: "No date",
};

/** A value of an axis as it is read. */
export function axisWords({ by }: Axis, value: string): string {
  if (value === "" || (by === "priority" && value === "0")) return NONE[by];
  if (by === "month" && MONTH_PATTERN.test(value)) return MONTH.format(startOf(`${value}-01`));
  if (by === "tag") return `#${value}`;
  return by === "priority" ? `Priority ${value}` : value;
}

/** The condition that leaves only this row or column; undefined where a filter has no word for it. */
export function conditionOf(axis: Axis, value: string): Partial<NodeFilter> | undefined {
  switch (axis.by) {
    case "type":
      return { type: value };
    case "folder":
      return value === "" ? { folder: "", subfolders: false } : { folder: value, subfolders: false };
    case "tag":
      return value === "" ? undefined : { tag: value };
    case "status":
      return { status: value };
    case "priority":
      return { priority: Number(value) };
    case "letter":
      return { letter: value };
    case "month": {
      if (!MONTH_PATTERN.test(value)) return undefined;
      const first = `${value}-01`;
      const column: TimeColumn = axis.column ?? "modified_at";
      return { time: { column, from: startOf(first), to: startOf(addMonths(first, 1)) } };
    }
  }
}

/** Months as calendars have them, the rest in natural order, what has no value last. */
export function inAxisOrder(axis: Axis, values: readonly string[]): string[] {
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const isNone = (value: string) => value === "" || value === "…" || (axis.by === "priority" && value === "0");
  const down = axis.by === "priority" ? -1 : 1;
  return values.toSorted((a, b) => Number(isNone(a)) - Number(isNone(b)) || down * order.compare(a, b));
}
