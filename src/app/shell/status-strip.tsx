import { A } from "@solidjs/router";
import { createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { Status } from "../../rpc/api.ts";
import { syncWords } from "../sync-panel/sync-words.ts";
import { useTick } from "../sync-panel/use-tick.ts";
import { useSaveState } from "../ui/save-state.ts";
import { ageOf } from "./time-words.ts";
import { useStatus } from "./use-status.ts";
import "./status-strip.css";

const ROLES = {
  starting: "Opening…",
  waiting: "Waiting for another tab",
  leader: "This tab writes",
  follower: "Writes through another tab",
} as const;

/** What this tab can do, the worst first; the banners say why and what to do. */
function tabWords({ failure, stalled, readOnly, storage, role }: Status): string {
  if (failure) return "Not open";
  if (stalled) return "The tab that writes is asleep";
  if (readOnly) return "Reading only";
  if (storage === "memory") return "Nothing is kept";
  return ROLES[role];
}

/** One quiet line about what is saved, the network, this tab and the last backup. Each leads to where it is explained. */
export function StatusStrip() {
  const status = useStatus();
  const backup = createLiveQuery("backup.last", () => ({}));
  const backupWords = (at: number | null) => (at === null ? "No backup yet" : `Backup ${ageOf(at, Date.now())}`);
  return (
    <footer class="status-strip">
      <SaveWords pending={status()?.pending ?? 0} isMemory={status()?.storage === "memory"} />
      <Network />
      <SyncState />
      <Show when={status()}>
        {(known) => (
          <A href="/settings#tabs" class="strip-item">
            {tabWords(known())}
          </A>
        )}
      </Show>
      <Show when={backup.data}>
        {(last) => (
          <A href="/settings#backup" class="strip-item">
            {backupWords(last().at)}
          </A>
        )}
      </Show>
    </footer>
  );
}

/** "Saved" is said only once everything that was sent is committed, and never while nothing is kept (UI6). */
function SaveWords(props: { pending: number; isMemory: boolean }) {
  const state = useSaveState().current;
  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : undefined;
  };
  return (
    <>
      <span role="status" class="strip-item strip-save" data-state={state().kind}>
        <Switch>
          <Match when={failed()}>Not saved</Match>
          <Match when={state().kind === "saving" || props.pending > 0}>Saving…</Match>
          <Match when={state().kind === "saved"}>{props.isMemory ? "In memory only" : "Saved"}</Match>
        </Switch>
      </span>
      <Show when={failed()}>
        {(failure) => (
          <span class="strip-item strip-failure">
            <span>{failure().message}</span>
            <button type="button" onClick={() => failure().retry()}>
              Try again
            </button>
          </span>
        )}
      </Show>
    </>
  );
}

/** How sync does, in a few words; conflicts lead to where they are settled (SU1). */
function SyncState() {
  const status = createLiveQuery("sync.status", () => ({}), { keep: true });
  const now = useTick(30_000);
  return (
    <Show when={status.data}>
      {(known) => (
        <A href={known().conflicts > 0 ? "/conflicts" : "/sync"} class="strip-item strip-sync" data-tone={syncWords(known(), now()).tone}>
          {syncWords(known(), now()).short}
        </A>
      )}
    </Show>
  );
}

function Network() {
  const [online, setOnline] = createSignal(navigator.onLine);
  const update = () => setOnline(navigator.onLine);
  window.addEventListener("online", update);
  window.addEventListener("offline", update);
  onCleanup(() => {
    window.removeEventListener("online", update);
    window.removeEventListener("offline", update);
  });
  return (
    <Show when={!online()}>
      <A href="/settings#offline" class="strip-item">
        Offline
      </A>
    </Show>
  );
}
