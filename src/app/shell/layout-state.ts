import { createRoot, createSignal } from "solid-js";
import { createMedia } from "../ui/create-media.ts";

/** A choice about the frame that this device remembers. */
function createRemembered(key: string, standard: boolean) {
  const stored = localStorage.getItem(key);
  const [value, setValue] = createSignal(stored === null ? standard : stored === "true");
  const toggle = () => localStorage.setItem(key, String(setValue((before) => !before)));
  return { value, toggle };
}

/** What of the frame is open. One frame a page, so one state. */
export const layout = createRoot(() => {
  const list = createRemembered("atelier:list", true);
  const inspector = createRemembered("atelier:inspector", true);
  const [palette, setPalette] = createSignal(false);
  const [shortcuts, setShortcuts] = createSignal(false);
  const [more, setMore] = createSignal(false);
  const [inspectorSheet, setInspectorSheet] = createSignal(false);
  /** Files to look at, or an empty list to choose some; undefined while no import is open. */
  const [importing, setImporting] = createSignal<readonly File[]>();
  return {
    phone: createMedia("(max-width: 40rem)"),
    /** No room for the inspector beside the content: it comes as a sheet. */
    narrow: createMedia("(max-width: 68rem)"),
    list,
    inspector,
    inspectorSheet,
    setInspectorSheet,
    palette,
    setPalette,
    shortcuts,
    setShortcuts,
    more,
    setMore,
    importing,
    setImporting,
  };
});

export function toggleInspector(): void {
  if (layout.narrow()) layout.setInspectorSheet((open) => !open);
  else layout.inspector.toggle();
}
