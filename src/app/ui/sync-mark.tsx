import { CircleAlert, CloudCheck, CloudUpload, GitMerge } from "lucide-solid";
import { Show } from "solid-js";
import type { SyncItem } from "../../content/sync/sync.model.ts";
import type { Icon } from "./button.tsx";
import "./sync-mark.css";

export type SyncState = SyncItem["state"];

export const SYNC_STATES: Readonly<Record<Exclude<SyncState, "off">, { readonly icon: Icon; readonly words: string }>> = {
  synced: { icon: CloudCheck, words: "Synced" },
  pending: { icon: CloudUpload, words: "Not sent yet" },
  failed: { icon: CircleAlert, words: "Could not be sent" },
  conflict: { icon: GitMerge, words: "Changed on two sides" },
};

/** The mark of a list row: only where there is something to know (SU8). */
export function SyncMark(props: { state: SyncState | undefined }) {
  const shown = () => (props.state && props.state !== "off" && props.state !== "synced" ? props.state : undefined);
  return (
    <Show when={shown()}>
      {(state) => (
        <span class="sync-mark" data-state={state()} role="img" aria-label={SYNC_STATES[state()].words} title={SYNC_STATES[state()].words}>
          {SYNC_STATES[state()].icon({ size: 12 })}
        </span>
      )}
    </Show>
  );
}
