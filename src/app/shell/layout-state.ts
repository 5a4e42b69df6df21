import { createRoot, createSignal, onCleanup } from "solid-js";

/** A choice about the frame that this device remembers. */
function createRemembered(key: string, standard: boolean) {
  const stored = localStorage.getItem(key);
  const [value, setValue] = createSignal(stored === null ? standard : stored === "true");
  const toggle = () => localStorage.setItem(key, String(setValue((before) => !before)));
  return { value, toggle };
}

function createMedia(query: string): () => boolean {
  const media = matchMedia(query);
  const [matches, setMatches] = createSignal(media.matches);
  const update = () => setMatches(media.matches);
  media.addEventListener("change", update);
  onCleanup(() => media.removeEventListener("change", update));
  return matches;
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
