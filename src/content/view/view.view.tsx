import { LayoutGrid } from "lucide-solid";
import { lazy } from "solid-js";
import type { ContentView } from "../../app/ui/content-view.ts";

export const viewView: ContentView = {
  type: "view",
  label: "Views",
  one: "view",
  icon: LayoutGrid,
  path: "/views",
  List: lazy(async () => ({ default: (await import("./view-list.view.tsx")).ViewList })),
  Page: lazy(async () => ({ default: (await import("./view-page.view.tsx")).ViewPage })),
  newItem: { label: "New view", key: "v", command: "view.create", args: {} },
};
