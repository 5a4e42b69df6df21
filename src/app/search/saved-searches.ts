import { createSignal } from "solid-js";
import type { Client } from "../data/client.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { failureText } from "../ui/failure-text.ts";
import { readSearches } from "./recent-searches.ts";

const SETTING = "searches";

/** What was just done to the saved searches; said in the foot of the palette, because a message behind it could not be reached. */
interface Done {
  readonly text: string;
  readonly undo?: () => void;
}

/** Searches kept for later, in the workspace: every tab and every backup has them (SE13). */
export function createSavedSearches(client: Client) {
  const settings = createLiveQuery("setting.list", () => ({}));
  const [done, setDone] = createSignal<Done>();
  const list = () => readSearches(settings.data?.[SETTING]);

  async function put(texts: readonly string[], text: string, undo?: () => void): Promise<void> {
    try {
      await client.run("setting.set", { key: SETTING, value: JSON.stringify(texts) });
      setDone({ text, ...(undo && { undo }) });
    } catch (refused) {
      setDone({ text: failureText(refused) });
    }
  }
  function change(next: readonly string[], said: string): Promise<void> {
    const before = list();
    return put(next, said, () => void put(before, "Undone."));
  }
  const without = (text: string) => list().filter((other) => other !== text);
  return {
    list,
    done,
    forgetDone: () => setDone(undefined),
    has: (text: string) => list().includes(text),
    save: (text: string) => change([...without(text), text], "Search saved."),
    remove: (text: string) => change(without(text), "Saved search removed."),
  };
}

export type SavedSearches = ReturnType<typeof createSavedSearches>;
