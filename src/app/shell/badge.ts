import { createRoot, createSignal } from "solid-js";
import { addDays, dayAt, startOf } from "../../base/days.ts";
import type { Client } from "../data/client.ts";

/** The Badging API (W3C, App Badging), where the browser and the system have it. */
interface Badging {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}
const badging = navigator as Navigator & Badging;
const KEY = "atelier:badge";
const MINUTE = 60_000;

export const hasBadge = badging.setAppBadge !== undefined;

const [isOn, setOn] = createRoot(() => createSignal(localStorage.getItem(KEY) === "on"));
export const badgeIsOn = isOn;

/** Turns the badge on or off on this device; answers false if the system does not allow it. */
export async function chooseBadge(on: boolean): Promise<boolean> {
  if (on && !(await isAllowed())) return false;
  if (on) localStorage.setItem(KEY, "on");
  else localStorage.removeItem(KEY);
  setOn(on);
  if (!on) await badging.clearAppBadge?.();
  return true;
}

/** Some systems count the badge among notifications and ask once; called from a gesture. */
async function isAllowed(): Promise<boolean> {
  const set = () =>
    badging.setAppBadge!(0).then(
      () => true,
      () => false,
    );
  if (await set()) return true;
  return typeof Notification !== "undefined" && (await Notification.requestPermission()) === "granted" && set();
}

/** Shows how many todos are due by the end of today, as long as the person wants it (PL14). Answers how to stop. */
export function keepBadge(client: Client): () => void {
  let shown: string | undefined;
  let stop: Promise<() => void> | undefined;
  const end = () => {
    void stop?.then((ended) => ended());
    stop = undefined;
  };
  const look = () => {
    const today = isOn() ? dayAt(Date.now()) : undefined;
    if (today === shown) return;
    shown = today;
    end();
    if (today === undefined) return;
    stop = client.watch(
      "todo.due",
      { before: startOf(addDays(today, 1)) },
      (count) => void badging.setAppBadge?.(count).catch(() => undefined),
      () => undefined,
    );
  };
  look();
  const clock = window.setInterval(look, MINUTE);
  return () => {
    window.clearInterval(clock);
    end();
  };
}
