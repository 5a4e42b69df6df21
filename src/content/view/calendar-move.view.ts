import type { Client } from "../../app/data/client.ts";
import { runUndoable, showToast } from "../../app/ui/index.ts";
import { addDays, startOf } from "../../base/days.ts";
import { type CalendarItem, movedBy } from "./calendar-days.view.ts";

const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

const FIXED: Partial<Record<CalendarItem["column"], string>> = {
  created_at: "When something was created cannot be changed.",
  modified_at: "When something was changed last cannot be changed by hand.",
  completed_at: "When something was completed cannot be changed here.",
};

/** Takes an item to another day and offers to take it back; what happened in the past stays there and says so (PI3). */
export async function moveItem(client: Client, item: CalendarItem, days: number): Promise<boolean> {
  if (days === 0) return false;
  const patch = movedBy(item, days);
  if (!patch) {
    showToast({ text: FIXED[item.column] ?? "This cannot be moved." });
    return false;
  }
  const day = DAY.format(startOf(addDays(item.first, days)));
  return runUndoable(client, [{ name: "node.update", args: { id: item.row.id, ...patch } }], `“${item.row.name}” moved to ${day}.`);
}
