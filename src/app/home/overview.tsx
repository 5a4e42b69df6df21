import { A, useNavigate } from "@solidjs/router";
import { Pin, SquarePen } from "lucide-solid";
import { createEffect, For, Show, type JSX } from "solid-js";
import { contentViews } from "../../content/index.view.tsx";
import type { NodeRow, WorkspaceStats } from "../../content/spine/spine.model.ts";
import { HeatMap } from "../latch/heat-map.tsx";
import { ageOf } from "../shell/time-words.ts";
import { useActions } from "../shell/use-actions.ts";
import { Button, EmptyState } from "../ui/index.ts";
import { workspaceWords } from "../workspace-words.ts";
import { glance } from "./agenda.ts";
import { createHome } from "./create-home.ts";
import { Agenda, Due } from "./due.tsx";
import { hrefOf } from "./node-link.ts";
import "./overview.css";

const date = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const count = new Intl.NumberFormat();

/** The day, what wants to be done, where you were, what changed (PI12). */
export function Overview(props: { stats: WorkspaceStats | undefined; onReady: () => void }) {
  const actions = useActions();
  const navigate = useNavigate();
  const home = createHome();
  createEffect(() => home.ready() && props.onReady());
  const first = contentViews[0]!;
  const isEmpty = () => props.stats !== undefined && Object.values(props.stats.nodes).every((n) => n === 0);
  const total = () => [...home.activity().values()].reduce((sum, n) => sum + n, 0);
  return (
    <div class="plain-page">
      <div class="plain-column overview">
        <header class="overview-head">
          <div>
            <h1>{date.format(home.now())}</h1>
            <p>{home.ready() && props.stats && !isEmpty() ? glance(home.due(), home.agenda(), home.today()) : "\u00a0"}</p>
          </div>
          <Button look="primary" icon={SquarePen} onClick={() => void actions.createItem(first.type)}>
            {first.newItem?.label}
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
          <Show when={home.ready()}>
            <Show when={home.pinned().length > 0}>
              <nav class="overview-pinned" aria-label="Pinned views">
                <For each={home.pinned()}>
                  {(view) => (
                    <A class="chip" href={`/views/${view.id}`}>
                      <Pin size={12} />
                      <span>{view.name}</span>
                    </A>
                  )}
                </For>
              </nav>
            </Show>
            <div class="overview-columns">
              <div>
                <Due due={home.due()} today={home.today()} />
                <Agenda agenda={home.agenda()} today={home.today()} />
              </div>
              <div>
                <Rows title="Continue where you left" rows={home.opened()} time={(row) => row.used_at} now={home.now()} />
                <Rows title="Recent" rows={home.changed()} time={(row) => row.modified_at} now={home.now()} />
                <Rows title="Favourites" rows={home.favorites()} time={(row) => row.modified_at} now={home.now()} />
              </div>
            </div>
            <Show when={home.isCounted()}>
              <section class="overview-section overview-activity" aria-labelledby="home-activity">
                <h2 id="home-activity">
                  Activity <small>{`${count.format(total())} in the last year`}</small>
                </h2>
                <HeatMap
                  label="Written or changed on each day of the last year"
                  days={home.activity()}
                  from={home.year().from}
                  to={home.year().to}
                  onRange={(from, to) => navigate(`/views?layout=list&time=modified_at&from=${from}&to=${to}`)}
                />
              </section>
              <p class="overview-counts">{props.stats ? workspaceWords(props.stats).join(" · ") : ""}</p>
            </Show>
          </Show>
        </Show>
      </div>
    </div>
  );
}

interface RowsProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly time: (row: Row) => number;
  readonly now: number;
}

function Rows<Row extends NodeRow>(props: RowsProps<Row>): JSX.Element {
  return (
    <Show when={props.rows.length > 0}>
      <section class="overview-section">
        <h2>{props.title}</h2>
        <ul>
          <For each={props.rows}>{(row) => <OverviewRow row={row} at={props.time(row)} now={props.now} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function OverviewRow(props: { row: NodeRow; at: number; now: number }) {
  const view = () => contentViews.find(({ type }) => type === props.row.node_type);
  return (
    <li>
      <A href={hrefOf(props.row)} class="overview-row">
        <span class="overview-icon" data-type={props.row.node_type}>
          {view()?.icon({ size: 16 })}
        </span>
        <span class="overview-name">{props.row.name}</span>
        <span class="overview-folder">{props.row.folder}</span>
        <time dateTime={new Date(props.at).toISOString()}>{ageOf(props.at, props.now)}</time>
      </A>
    </li>
  );
}
