import type { ContentView } from "../app/ui/content-view.ts";
import { noteView } from "./note/note.view.tsx";
import { projectView, todoView, weekView } from "./planner/planner.view.tsx";
import { viewView } from "./view/view.view.tsx";

/** Every content type with views, in the order of the rail. */
export const contentViews: readonly ContentView[] = [noteView, projectView, todoView, weekView, viewView];
