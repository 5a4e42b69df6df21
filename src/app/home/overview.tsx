import { A } from "@solidjs/router";
import { SquarePen } from "lucide-solid";
import { For, Show, type JSX } from "solid-js";
import { contentViews } from "../../content/index.view.tsx";
import type { NodeRow, WorkspaceStats } from "../../content/spine/spine.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { ageOf } from "../shell/time-words.ts";
import { useActions } from "../shell/use-actions.ts";
import { Button, EmptyState } from "../ui/index.ts";
import "./overview.css";

const FEW = 6;
const today = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const count = new Intl.NumberFormat();

/** Where you were, what changed, what there is. */
export function Overview(props: { stats: WorkspaceStats | undefined }) {
  const actions = useActions();
  const opened = createLiveQuery("recent.list", () => ({ limit: FEW }));
  const changed = createLiveQuery("node.list", () => ({ sort: "modified_at" as const, limit: FEW }));
  const favorites = createLiveQuery("node.list", () => ({ favorite: true, sort: "name" as const, limit: FEW }));
  const first = contentViews[0]!;
  const isEmpty = () => props.stats !== undefined && Object.values(props.stats.nodes).every((n) => n === 0);
  return (
    <div class="plain-page">
      <div class="plain-column overview">
        <header class="overview-head">
          <div>
            <h1>{today.format(new Date())}</h1>
            <p>{props.stats ? countWords(props.stats) : "\u00a0"}</p>
          </div>
          <Button look="primary" icon={SquarePen} onClick={() => void actions.createItem(first.type)}>
            {first.newItem.label}
          </Button>
        </header>
        <Show
          when={!isEmpty()}
          fallback={
            <EmptyState
              title="An empty page"
              text="Nothing here yet. Write the first note, or drop a folder of Markdown anywhere on this window."
            />
          }
        >
          <Rows title="Continue where you left" rows={opened.data ?? []} time={(row) => row.used_at} />
          <Rows title="Favourites" rows={favorites.data?.rows ?? []} time={(row) => row.modified_at} />
          <Rows title="Changed last" rows={changed.data?.rows ?? []} time={(row) => row.modified_at} />
        </Show>
      </div>
    </div>
  );
}

function countWords(stats: WorkspaceStats): string {
  const counts = contentViews.map(({ type, label }) => `${count.format(stats.nodes[type] ?? 0)} ${label.toLowerCase()}`);
  return [...counts, `${count.format(stats.edges)} links`, `${count.format(stats.tags)} tags`].join(" · ");
}

function Rows<Row extends NodeRow>(props: { title: string; rows: readonly Row[]; time: (row: Row) => number }): JSX.Element {
  return (
    <Show when={props.rows.length > 0}>
      <section class="overview-section">
        <h2>{props.title}</h2>
        <ul>
          <For each={props.rows}>{(row) => <OverviewRow row={row} at={props.time(row)} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function OverviewRow(props: { row: NodeRow; at: number }) {
  const view = () => contentViews.find(({ type }) => type === props.row.node_type);
  return (
    <li>
      <A href={`${view()?.path ?? ""}/${props.row.id}`} class="overview-row">
        <span class="overview-icon" data-type={props.row.node_type}>
          {view()?.icon({ size: 16 })}
        </span>
        <span class="overview-name">{props.row.name}</span>
        <span class="overview-folder">{props.row.folder}</span>
        <time dateTime={new Date(props.at).toISOString()}>{ageOf(props.at, Date.now())}</time>
      </A>
    </li>
  );
}
