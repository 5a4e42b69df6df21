/** The desks of the planner: ways to look at all todos. The address says which one is open. */
export const DESKS = [
  { desk: "today", label: "Today" },
  { desk: "inbox", label: "Inbox" },
  { desk: "board", label: "Board" },
  { desk: "week", label: "Week" },
  { desk: "review", label: "Review" },
  { desk: "pictures", label: "Pictures" },
  { desk: "rules", label: "Rules" },
] as const;
export type Desk = (typeof DESKS)[number]["desk"];

export function deskOf(search: string): Desk {
  const wanted = new URLSearchParams(search).get("view");
  return DESKS.find(({ desk }) => desk === wanted)?.desk ?? "today";
}
