import { createSignal } from "solid-js";

const KEY = "atelier:searches";
const MOST = 8;

/** What was looked for and led somewhere, newest first. A habit of this device: it is kept here, not in the workspace (SE13). */
export function createRecentSearches(store: Pick<Storage, "getItem" | "setItem">) {
  const [list, setList] = createSignal(readSearches(store.getItem(KEY)));
  return {
    list,
    add(text: string): void {
      const next = [text, ...list().filter((other) => other.toLowerCase() !== text.toLowerCase())].slice(0, MOST);
      setList(next);
      store.setItem(KEY, JSON.stringify(next));
    },
  };
}

/** The searches that were stored; whatever else stands there is none. */
export function readSearches(stored: unknown): readonly string[] {
  if (typeof stored !== "string") return [];
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter((text): text is string => typeof text === "string" && text.trim() !== "") : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
