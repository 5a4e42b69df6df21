import { A } from "@solidjs/router";
import { FolderSync } from "lucide-solid";
import { Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { IconButton } from "../ui/index.ts";
import { SYNC_STATES } from "../ui/sync-mark.tsx";
import { createSyncStates } from "../ui/sync-states.ts";
import { askToMove } from "./move-request.ts";
import "./inspector.css";
import "./sync-facts.css";

const WAYS = { synced: "/sync", pending: "/sync#waiting", failed: "/sync#waiting", conflict: "/conflicts" } as const;

/** How a node stands with the server, and in which space it lies; nothing while sync is off (SU8). */
export function SyncFacts(props: { id: string }) {
  const states = createSyncStates(() => [props.id]);
  const state = () => {
    const known = states(props.id);
    return known === "off" ? undefined : known;
  };
  const node = createLiveQuery("node.get", () => (state() ? { id: props.id } : undefined), { keep: true });
  const spaces = createLiveQuery("sync.spaces", () => (state() ? {} : undefined), { keep: true });
  const space = () => spaces.data?.find(({ id }) => id === node.data?.space_id);
  return (
    <Show when={state()}>
      {(known) => (
        <section>
          <div class="inspector-head">
            <h3>Sync</h3>
            <Show when={node.data}>
              {(record) => <IconButton icon={FolderSync} label="Move to a space…" onClick={() => askToMove(record())} />}
            </Show>
          </div>
          <A class="sync-fact" data-state={known()} href={WAYS[known()]}>
            {SYNC_STATES[known()].icon({ size: 14 })}
            <span>
              {SYNC_STATES[known()].words}
              <Show when={space()}>{(where) => <small> in {where().personal ? "your own space" : where().name}</small>}</Show>
            </span>
          </A>
        </section>
      )}
    </Show>
  );
}
