import { AWAKE } from "../base/awake.ts";

/** Tells the tab that syncs, whichever it is, that there is a network again, or that somebody looks (CL13). */
export function wakeSync(): void {
  const channel = new BroadcastChannel(AWAKE);
  const say = () => channel.postMessage(null);
  window.addEventListener("online", say);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && say());
}
