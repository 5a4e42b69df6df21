import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { SyncOverview } from "../sync-panel/sync-overview.tsx";
import { Row, Section } from "./section.tsx";

export function SyncSection() {
  const status = createLiveQuery("sync.status", () => ({}));
  return (
    <Section
      id="sync"
      title="Sync"
      text="Your workspace lives on this device. Sync copies it to a server and to your other devices, when you say so."
    >
      <Show when={status.data}>
        {(known) => (
          <>
            <SyncOverview status={known()} />
            <Show when={known().account}>
              <Row label="Details" hint="What waits, what happened, spaces, signing out">
                <A class="button" data-look="plain" href="/sync">
                  Open
                </A>
              </Row>
            </Show>
          </>
        )}
      </Show>
    </Section>
  );
}
