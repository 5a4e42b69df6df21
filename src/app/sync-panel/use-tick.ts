import { createSignal, onCleanup } from "solid-js";

/** Milliseconds UTC, told anew every few seconds: for words such as "3 minutes ago". */
export function useTick(every = 5000): () => number {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), every);
  onCleanup(() => clearInterval(timer));
  return now;
}
