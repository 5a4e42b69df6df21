import { createRoot, createSignal } from "solid-js";

export type SaveState =
  | { readonly kind: "idle" }
  /** Typed, and not sent yet or not acknowledged yet. */
  | { readonly kind: "saving" }
  /** The commit was acknowledged. */
  | { readonly kind: "saved" }
  /** Nothing is lost: the text is still in the editor. */
  | { readonly kind: "failed"; readonly message: string; readonly retry: () => void };

export interface SaveStates {
  /** The worst of all sources: failed, saving, saved, idle. */
  readonly current: () => SaveState;
  /** `source` names what is being saved, such as the id of a note. */
  readonly report: (source: string, state: SaveState) => void;
}

const WORST_FIRST = ["failed", "saving", "saved", "idle"] as const;

/** What the status strip says about saving. It says "Saved" only after every commit was acknowledged (ED2). */
export function createSaveState(): SaveStates {
  const [sources, setSources] = createSignal<ReadonlyMap<string, SaveState>>(new Map());
  return {
    current: () => {
      const states = [...sources().values()];
      for (const kind of WORST_FIRST) {
        const found = states.find((state) => state.kind === kind);
        if (found) return found;
      }
      return { kind: "idle" };
    },
    report: (source, state) =>
      setSources((before) => {
        const open = [...before].filter(([key, { kind }]) => key !== source && (kind === "failed" || kind === "saving"));
        return new Map([...open, [source, state]]);
      }),
  };
}

const shared = createRoot(createSaveState);

/** The one save state of this page. */
export const useSaveState = (): SaveStates => shared;
