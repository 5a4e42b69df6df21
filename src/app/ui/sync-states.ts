import { createMemo } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { SyncState } from "./sync-mark.tsx";

/** A page of a list; more ids than that are never on a screen. */
const MOST = 500;

/** How the items of a list stand, kept true: one question for all of them, and none while sync is off (SU8). */
export function createSyncStates(ids: () => readonly string[]): (id: string) => SyncState | undefined {
  const status = createLiveQuery("sync.status", () => ({}), { keep: true });
  const isOn = () => status.data !== undefined && status.data.phase !== "signed_out" && status.data.mode !== "off";
  const items = createLiveQuery("sync.items", () => (isOn() && ids().length > 0 ? { ids: ids().slice(0, MOST) } : undefined), {
    keep: true,
  });
  const states = createMemo(() => new Map(items.data?.map(({ id, state }) => [id, state])));
  return (id) => states().get(id);
}
