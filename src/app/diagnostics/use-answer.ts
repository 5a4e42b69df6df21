import { createSignal, onMount } from "solid-js";
import { failureText } from "../ui/failure-text.ts";

/** What is asked when the page opens, and again on wish: diagnostics are a look at a moment, they do not follow by themselves. */
export function useAnswer<T>(ask: () => Promise<T>) {
  const [value, setValue] = createSignal<T>();
  const [failure, setFailure] = createSignal<string>();
  const [asking, setAsking] = createSignal(false);
  async function again() {
    setAsking(true);
    try {
      const answer = await ask();
      setValue(() => answer);
      setFailure(undefined);
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setAsking(false);
    }
  }
  onMount(() => void again());
  return { value, failure, asking, again };
}
