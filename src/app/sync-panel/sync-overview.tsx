import { CircleCheck, CloudOff, CloudUpload, LoaderCircle, RefreshCw, TriangleAlert } from "lucide-solid";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { SyncMode, SyncStatus } from "../../content/sync/sync.model.ts";
import { useClient } from "../data/use-client.ts";
import { Row } from "../settings/section.tsx";
import { Button, Progress, Segmented } from "../ui/index.ts";
import { AccountForm } from "./account-form.tsx";
import { attempt } from "./attempt.ts";
import { OtherWorkspaces } from "./other-workspaces.tsx";
import { plural } from "../ui/plural.ts";
import { isPaused, MODE_HINTS, MODES, syncWords, type SyncTone } from "./sync-words.ts";
import { useTick } from "./use-tick.ts";
import "./sync-overview.css";

const ICONS = { quiet: CloudOff, good: CircleCheck, working: LoaderCircle, warning: TriangleAlert, danger: TriangleAlert } as const;
const TITLES: Record<SyncTone, string> = {
  quiet: "Off",
  good: "Synced",
  working: "Under way",
  warning: "Needs a look",
  danger: "Stands still",
};

/** Who, how, and whether all is well: what the settings and the panel begin with. */
export function SyncOverview(props: { status: SyncStatus }) {
  return (
    <>
      <Show when={props.status.account} fallback={<NoAccount />}>
        <WithAccount status={props.status} />
      </Show>
      <OtherWorkspaces here={props.status.account} />
    </>
  );
}

const NoAccount = () => (
  <>
    <p class="sync-promise">
      <CloudOff size={16} />
      Nothing leaves this device until you turn sync on. With an account on this server, your other devices and the people you invite see
      what you share; everything goes on working without a network. Once you have an account it syncs by itself; you can set it to manual or
      off at any time.
    </p>
    <AccountForm />
  </>
);

function WithAccount(props: { status: SyncStatus }) {
  const client = useClient();
  const now = useTick();
  const words = () => syncWords(props.status, now());
  /** Something is to be sent, and nobody is sending: by hand, or in a moment. */
  const isWaiting = () => words().tone === "working" && props.status.phase !== "syncing";
  const icon = () => (isWaiting() ? CloudUpload : ICONS[words().tone]);
  const setMode = (mode: SyncMode) => client.mutate([{ name: "sync.set_mode", args: { mode } }]);
  return (
    <>
      <div class="sync-state" data-tone={words().tone}>
        {icon()({ size: 20 })}
        <div role="status">
          <strong>{isWaiting() ? "To be sent" : TITLES[words().tone]}</strong>
          <p>{words().long}</p>
        </div>
        <Show when={!needsSession(props.status)}>
          <SyncNow status={props.status} />
        </Show>
      </div>
      <Switch>
        <Match when={(props.status.progress?.total ?? 0) > 100 && props.status.progress}>
          {(progress) => (
            <div class="sync-progress">
              <Progress work={{ phase: "Syncing. You can go on working.", ...progress() }} />
            </div>
          )}
        </Match>
        <Match when={needsSession(props.status)}>
          <AccountForm kind="sign_in" account={props.status.account} />
        </Match>
      </Switch>
      <Row label="When" hint={MODE_HINTS[props.status.mode]}>
        <Segmented label="When to sync" options={MODES} value={props.status.mode} onChange={(mode) => void setMode(mode)} />
      </Row>
      <Row label="Account" hint="On the server that this page came from">
        {props.status.account?.name}
      </Row>
    </>
  );
}

const needsSession = (status: SyncStatus): boolean =>
  status.phase === "signed_out" || (isPaused(status) && status.error?.type === "unauthorized");

/** Its name stays the same while it works, so that it is found again. */
export function SyncNow(props: { status: SyncStatus }) {
  const client = useClient();
  const [working, setWorking] = createSignal(false);
  async function sync() {
    setWorking(true);
    await attempt(client.task("sync.now", {}));
    setWorking(false);
  }
  return (
    <Button
      icon={RefreshCw}
      aria-busy={working()}
      disabled={working() || props.status.mode === "off"}
      title={props.status.pending > 0 ? `${plural(props.status.pending, "change", "changes")} to send` : undefined}
      onClick={() => void sync()}
    >
      Sync now
    </Button>
  );
}
