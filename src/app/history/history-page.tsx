import { A, useParams, useSearchParams } from "@solidjs/router";
import { BookmarkPlus, ChevronLeft, History, Undo2 } from "lucide-solid";
import { createMemo, createSignal, Match, Show, Suspense, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { NodeRecord } from "../../content/spine/spine.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { viewOf } from "../areas.ts";
import { Button, EmptyState, runUndoable, Segmented } from "../ui/index.ts";
import { wholeWhen } from "../ui/dates.ts";
import { KeepVersion } from "./keep-version.tsx";
import { TimeSlider } from "./time-slider.tsx";
import { VersionList } from "./version-list.tsx";
import "./history.css";

const LOOKS = [
  { value: "changes", label: "Changes since" },
  { value: "text", label: "As it was" },
] as const;
type Look = (typeof LOOKS)[number]["value"];

/** What a node was: every version along a line of time, compared with now, and brought back. */
export function HistoryPage() {
  const params = useParams();
  const node = createLiveQuery("node.get", () => ({ id: params["id"]! }));
  return (
    <Switch>
      <Match when={node.data}>{(record) => <NodeHistory node={record()} />}</Match>
      <Match when={node.data === null}>
        <EmptyState text="This is not here any more. It was deleted for ever, or this address is of another workspace." />
      </Match>
    </Switch>
  );
}

function NodeHistory(props: { node: NodeRecord }) {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const [look, setLook] = createSignal<Look>("changes");
  const [keeping, setKeeping] = createSignal(false);
  const versions = createLiveQuery("version.list", () => ({ node_id: props.node.id, limit: 1000 }), { keep: true });
  const rows = createMemo(() => versions.data?.rows ?? []);
  const chosen = createMemo(() => rows().find(({ version }) => String(version) === search["version"]) ?? rows()[0]);
  const past = createLiveQuery("version.get", () => (chosen() ? { version: chosen()!.version } : undefined), { keep: true });
  const view = () => viewOf(props.node.node_type);
  const path = () => `${view()?.path ?? ""}/${props.node.id}`;
  const choose = (version: number) => setSearch({ version }, { replace: true });

  const restore = (version: number) =>
    runUndoable(
      client,
      [{ name: "version.restore", args: { version } }],
      `“${props.node.name}” is again what it was ${wholeWhen(chosen()!.at)}.`,
    );

  return (
    <div class="history">
      <header class="history-head">
        <div>
          <A class="page-back" href={path()}>
            <ChevronLeft size={18} />
            {props.node.name}
          </A>
          <h1>History</h1>
        </div>
        <div class="history-actions">
          <Button icon={BookmarkPlus} onClick={() => setKeeping(true)}>
            Keep this version…
          </Button>
          <Show when={chosen()}>
            {(entry) => (
              <Button icon={Undo2} look="primary" onClick={() => void restore(entry().version)}>
                Restore
              </Button>
            )}
          </Show>
        </div>
      </header>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={versions.data}>
            <EmptyState
              picture={<History size={44} strokeWidth={1.25} />}
              text="No earlier version yet. While you write, one is kept every minute; older ones thin out by themselves."
            />
          </Show>
        }
      >
        <TimeSlider versions={rows()} chosen={chosen()!} onChoose={choose} />
        <div class="history-body">
          <VersionList versions={rows()} total={versions.data?.total ?? 0} chosen={chosen()!} onChoose={choose} />
          <section class="history-past" aria-label="Version">
            <Show when={past.data}>
              {(record) => (
                <>
                  <div class="history-look">
                    <Segmented label="Show" options={LOOKS} value={look()} onChange={setLook} />
                    <Show when={record().name !== props.node.name}>
                      <p>Its name was “{record().name}”.</p>
                    </Show>
                    <Show when={record().content === props.node.content}>
                      <p>The text is the same as now.</p>
                    </Show>
                  </div>
                  <Suspense>
                    <Dynamic component={view()?.Past} past={record().content} now={props.node.content} look={look()} />
                  </Suspense>
                </>
              )}
            </Show>
          </section>
        </div>
      </Show>
      <KeepVersion node={props.node} open={keeping()} onClose={() => setKeeping(false)} />
    </div>
  );
}
