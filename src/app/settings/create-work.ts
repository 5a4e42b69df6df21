import { createSignal, onCleanup } from "solid-js";
import type { Progress } from "../../rpc/api.ts";

type Run = (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<void>;

/** One piece of long work at a time: its progress while it runs, and how to end it. Leaving the page ends it, too. */
export function createWork() {
  const [progress, setProgress] = createSignal<Progress>();
  let control: AbortController | undefined;
  const cancel = () => control?.abort();
  onCleanup(cancel);
  async function start(phase: string, run: Run) {
    control = new AbortController();
    setProgress({ phase, done: 0, total: 0 });
    try {
      await run(setProgress, control.signal);
    } finally {
      setProgress(undefined);
    }
  }
  return { progress, start, cancel };
}
