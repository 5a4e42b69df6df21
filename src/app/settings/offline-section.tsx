import { Match, Show, Switch } from "solid-js";
import { install } from "../shell/install.ts";
import { useStatus } from "../shell/use-status.ts";
import { Button } from "../ui/index.ts";
import { createFact } from "./create-fact.ts";
import { Row, Section } from "./section.tsx";

async function isReadyOffline(): Promise<boolean> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  return Boolean((await container?.getRegistration())?.active);
}

const TAB_ROLES = {
  starting: "The database is being opened.",
  waiting: "Waits for another tab to hand over.",
  leader: "This tab holds the database; other tabs write through it.",
  follower: "Another tab holds the database; this one writes through it and takes over when that tab closes.",
} as const;

export function OfflineSection() {
  const status = useStatus();
  const ready = createFact(isReadyOffline);
  return (
    <Section id="offline" title="This app">
      <Row label="Offline" hint="After the first visit Atelier needs no network.">
        <Show when={ready.value() !== undefined}>{ready.value() ? "Ready" : "Not yet: reload the page once while online"}</Show>
      </Row>
      <Row label="Installed" hint="A window of its own, and more room that the browser does not clear">
        <Switch fallback="From the browser's menu, if it can">
          <Match when={install.isInstalled()}>Yes</Match>
          <Match when={install.isOffered()}>
            <Button onClick={() => void install.ask()}>Install</Button>
          </Match>
        </Switch>
      </Row>
      <div id="tabs">
        <Row label="Tabs" hint={status() ? TAB_ROLES[status()!.role] : undefined}>
          {status()?.pending ? `${status()!.pending} changes on their way` : "Nothing waits"}
        </Row>
      </div>
    </Section>
  );
}
