import { CalendarRange, ListChecks, SquareCheck } from "lucide-solid";
import { lazy } from "solid-js";
import type { ContentView } from "../../app/ui/content-view.ts";

export const projectView: ContentView = {
  type: "project",
  label: "Projects",
  one: "project",
  area: "Plan",
  sample: "project.sample",
  icon: ListChecks,
  path: "/plan",
  List: lazy(async () => ({ default: (await import("./plan-list.view.tsx")).PlanList })),
  Page: lazy(async () => ({ default: (await import("./project-page.view.tsx")).ProjectPage })),
  Inspector: lazy(async () => ({ default: (await import("./plan-inspector.view.tsx")).PlanInspector })),
  newItem: { label: "New project", key: "p", command: "project.create", args: { name: "New project" } },
};

export const todoView: ContentView = {
  type: "todo",
  label: "Todos",
  one: "todo",
  icon: SquareCheck,
  path: "/plan/todo",
  within: "/plan",
  List: lazy(async () => ({ default: (await import("./plan-list.view.tsx")).PlanList })),
  Page: lazy(async () => ({ default: (await import("./todo-page.view.tsx")).TodoPage })),
  Inspector: lazy(async () => ({ default: (await import("./plan-inspector.view.tsx")).PlanInspector })),
  newItem: { label: "New todo", key: "a", command: "todo.create", args: { name: "New todo" } },
};

/** A week that was found by search or in the graph: its review, where its text is. */
export const weekView: ContentView = {
  type: "weekly_goal",
  label: "Weeks",
  one: "week",
  icon: CalendarRange,
  path: "/plan/week",
  within: "/plan",
  List: lazy(async () => ({ default: (await import("./plan-list.view.tsx")).PlanList })),
  Page: lazy(async () => ({ default: (await import("./review/week-page.view.tsx")).WeekPage })),
};
