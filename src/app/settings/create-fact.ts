import { createSignal } from "solid-js";

/** What the browser or the database says when asked once; undefined until then. The page does not wait for it. */
export function createFact<T>(ask: () => Promise<T>): { readonly value: () => T | undefined; readonly askAgain: () => Promise<void> } {
  const [value, setValue] = createSignal<T>();
  const askAgain = async () => {
    const answer = await ask();
    setValue(() => answer);
  };
  askAgain().catch((error: unknown) => console.warn("A fact for the settings is not known:", error));
  return { value, askAgain };
}
