import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { SyncStatus } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Row, Section } from "../settings/section.tsx";
import "../settings/settings.css";
import { DeviceSection } from "./device-section.tsx";
import { EventList } from "./event-list.tsx";
import { QueueSections } from "./queue-section.tsx";
import { RatesChart } from "./rates-chart.tsx";
import { SyncOverview } from "./sync-overview.tsx";
import { plural } from "../ui/plural.ts";
import { useTick } from "./use-tick.ts";
import "./sync-page.css";

/** Everything about sync in one place, for everyone: state, what waits, what was refused, what happened (SU1–SU4). */
export function SyncPage() {
  const status = createLiveQuery("sync.status", () => ({}));
  return (
    <div class="plain-page">
      <div class="plain-column settings">
        <h1>Sync</h1>
        <Show when={status.error}>{(error) => <p role="alert">{error().failure.message}</p>}</Show>
        <Show when={status.data}>
          {(known) => (
            <>
              <Section id="overview" title="State">
                <SyncOverview status={known()} />
              </Section>
              <Show when={known().account}>
                <Details status={known()} />
              </Show>
            </>
          )}
        </Show>
      </div>
    </div>
  );
}

function Details(props: { status: SyncStatus }) {
  const now = useTick();
  const spaces = createLiveQuery("sync.spaces", () => ({}), { keep: true });
  const shared = () => spaces.data?.filter(({ personal }) => !personal).length ?? 0;
  return (
    <>
      <Section id="more" title="Together">
        <Row
          label="Conflicts"
          hint={props.status.conflicts > 0 ? "Both sides are kept; you say what counts" : "Changed on two devices at once: none is open"}
        >
          <A class="button" data-look={props.status.conflicts > 0 ? "primary" : "plain"} href="/conflicts">
            {props.status.conflicts > 0 ? `Look at ${plural(props.status.conflicts, "conflict", "conflicts")}` : "Open"}
          </A>
        </Row>
        <Row
          label="Spaces"
          hint={shared() > 0 ? `You share ${plural(shared(), "space", "spaces")}` : "Share some of your workspace with others"}
        >
          <A class="button" data-look="plain" href="/spaces">
            Open
          </A>
        </Row>
      </Section>
      <QueueSections now={now()} />
      <RatesChart />
      <EventList now={now()} />
      <DeviceSection status={props.status} />
    </>
  );
}
