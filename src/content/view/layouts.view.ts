import { CalendarDays, ChartGantt, Grid3x3, List, Map, SquareKanban, Table2, Waypoints } from "lucide-solid";
import { type Component, lazy } from "solid-js";
import type { Icon } from "../../app/ui/index.ts";
import type { ViewProps } from "./view-props.view.ts";
import type { Layout } from "./view.model.ts";

interface LayoutEntry {
  readonly label: string;
  readonly icon: Icon;
  readonly View: Component<ViewProps>;
}

/** Every way to show a set; each is loaded when it is first chosen. */
export const layouts: Readonly<Partial<Record<Layout, LayoutEntry>>> = {
  list: { label: "List", icon: List, View: lazy(async () => ({ default: (await import("./list.view.tsx")).ListView })) },
  table: { label: "Table", icon: Table2, View: lazy(async () => ({ default: (await import("./table.view.tsx")).TableView })) },
  board: { label: "Board", icon: SquareKanban, View: lazy(async () => ({ default: (await import("./board.view.tsx")).BoardView })) },
  calendar: {
    label: "Calendar",
    icon: CalendarDays,
    View: lazy(async () => ({ default: (await import("./calendar.view.tsx")).CalendarView })),
  },
  timeline: {
    label: "Timeline",
    icon: ChartGantt,
    View: lazy(async () => ({ default: (await import("./timeline.view.tsx")).TimelineView })),
  },
  map: { label: "Map", icon: Map, View: lazy(async () => ({ default: (await import("./map.view.tsx")).MapLayout })) },
  graph: { label: "Graph", icon: Waypoints, View: lazy(async () => ({ default: (await import("./graph-layout.view.tsx")).GraphLayout })) },
  grid: { label: "Grid", icon: Grid3x3, View: lazy(async () => ({ default: (await import("./grid.view.tsx")).GridView })) },
};

export const layoutIcon = (layout: Layout): Icon => layouts[layout]?.icon ?? Waypoints;
