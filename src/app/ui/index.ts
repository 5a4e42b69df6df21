export { Button, IconButton, type Icon } from "./button.tsx";
export { Dialog } from "./dialog.tsx";
export { EmptyState } from "./empty-state.tsx";
export { Kbd } from "./kbd.tsx";
export { PageBar } from "./page-bar.tsx";
export { Progress } from "./progress.tsx";
export { Segmented } from "./segmented.tsx";
export { showToast } from "./toasts.ts";
export { runUndoable, takeBack } from "./undoable.ts";
