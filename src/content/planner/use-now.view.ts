import { createSignal, onCleanup } from "solid-js";

const MINUTE = 60_000;

/** The present moment, a new one every minute; milliseconds UTC. */
export function createNow(): () => number {
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), MINUTE);
  onCleanup(() => clearInterval(clock));
  return now;
}
