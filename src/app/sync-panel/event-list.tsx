import { For, Show } from "solid-js";
import type { SyncEvent } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { wholeWhen } from "../ui/dates.ts";
import { ageOf } from "../shell/time-words.ts";
import { PanelSection } from "./panel-section.tsx";
import { plural } from "../ui/plural.ts";

const KINDS: Record<SyncEvent["kind"], string> = {
  started: "Began",
  succeeded: "Synced",
  failed: "Failed",
  conflict: "Conflict",
  evicted: "Cache cleared",
  signed_in: "Signed in",
  signed_out: "Signed out",
};

/** "4 sent, 11 received, 0.3 s" or what went wrong. */
function details({ pushed, pulled, duration_ms: duration, message, kind }: SyncEvent): string {
  if (message) return message;
  const counts = kind === "succeeded" && pushed + pulled === 0 ? ["nothing new"] : [];
  if (pushed > 0) counts.push(`${plural(pushed, "change", "changes")} sent`);
  if (pulled > 0) counts.push(`${plural(pulled, "change", "changes")} received`);
  if (duration !== null) counts.push(duration < 1000 ? `${duration} ms` : `${(duration / 1000).toFixed(1)} s`);
  return counts.join(", ");
}

export function EventList(props: { now: number }) {
  const events = createLiveQuery("sync.events", () => ({ limit: 100 }), { keep: true });
  /** That one began is told by how it ended. */
  const rows = () => events.data?.filter(({ kind }, i) => kind !== "started" || i === 0) ?? [];
  return (
    <PanelSection id="events" scrolls title="What happened" count={rows().length} empty="Nothing yet. Every sync leaves a line here.">
      <For each={rows()}>
        {(event) => (
          <li class="sync-event" data-kind={event.kind}>
            <time dateTime={new Date(event.at).toISOString()} title={wholeWhen(event.at)}>
              {ageOf(event.at, props.now)}
            </time>
            <span>
              <strong>{KINDS[event.kind]}</strong>
              <Show when={details(event)}>{(text) => <span>{text()}</span>}</Show>
            </span>
          </li>
        )}
      </For>
    </PanelSection>
  );
}
