import { FileText } from "lucide-solid";
import { lazy } from "solid-js";
import type { ContentView } from "../../app/ui/content-view.ts";

export const noteView: ContentView = {
  type: "note",
  label: "Notes",
  one: "note",
  icon: FileText,
  path: "/notes",
  List: lazy(async () => ({ default: (await import("./note-list.view.tsx")).NoteList })),
  Page: lazy(async () => ({ default: (await import("./note-page.view.tsx")).NotePage })),
  Inspector: lazy(async () => ({ default: (await import("./note-inspector.view.tsx")).NoteInspector })),
  Past: lazy(async () => ({ default: (await import("./note-past.view.tsx")).NotePast })),
  Empty: lazy(async () => ({ default: (await import("./note-empty.view.tsx")).NoNoteChosen })),
  newItem: { label: "New note", key: "n", command: "note.create", args: {} },
};
