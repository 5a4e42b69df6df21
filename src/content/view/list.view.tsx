import { Star } from "lucide-solid";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { createKeysetList } from "../../app/data/keyset-list.ts";
import { shortWhen, wholeWhen } from "../../app/ui/dates.ts";
import { EmptyState } from "../../app/ui/index.ts";
import { SyncMark, type SyncState } from "../../app/ui/sync-mark.tsx";
import { createSyncStates } from "../../app/ui/sync-states.ts";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { TypeIcon } from "./type-icon.view.tsx";
import { SORT_LABELS, sortOf, type SortKey } from "./view-sort.view.ts";
import { Choice } from "./choice.view.tsx";
import type { ViewProps } from "./view-props.view.ts";
import "./list.css";

const SORTS = Object.entries(SORT_LABELS).map(([value, label]) => ({ value: value as SortKey, label }));

/** A set line by line, any number of them. Arrow keys walk it, Enter opens (LI1). */
export function ListView(props: ViewProps) {
  const sort = () => sortOf(props.options);
  const list = createKeysetList(() => ({ ...props.filter, ...sort() }));
  const virtual = createVirtualRows({ total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  const syncOf = createSyncStates(() => rows().flatMap((row) => row?.id ?? []));
  const [at, setAt] = createSignal(0);
  const now = Date.now();

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, number> = {
      ArrowDown: at() + 1,
      ArrowUp: at() - 1,
      PageDown: at() + virtual.perPage(),
      PageUp: at() - virtual.perPage(),
      Home: 0,
      End: list.total() - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) virtual.reveal(setAt(Math.max(0, Math.min(list.total() - 1, to))));
    else if (event.key === "Enter") {
      const [row] = list.rows(at(), at() + 1);
      if (row) props.open(row.id);
    } else return;
    event.preventDefault();
  }
  return (
    <div class="set-list">
      <div class="set-sort">
        <Choice
          label="Sort by"
          value={sort().sort}
          options={SORTS}
          onChange={(value) => props.setOptions({ sort: value, order: undefined })}
        />
      </div>
      <Switch>
        <Match when={list.error()}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={!list.loading() && list.total() === 0}>
          <EmptyState text="Nothing matches. Take a condition away to see more." />
        </Match>
        <Match when={true}>
          <div
            class="set-rows"
            ref={virtual.scroller}
            role="grid"
            aria-label="Items"
            aria-rowcount={list.total()}
            aria-busy={list.loading()}
            aria-activedescendant={list.total() > 0 ? `set-row-${at()}` : undefined}
            tabindex="0"
            onKeyDown={onKeyDown}
          >
            <div class="set-canvas" role="presentation" ref={virtual.canvas}>
              <For each={rows()}>
                {(row, i) => {
                  const index = () => virtual.range().from + i();
                  return (
                    <div
                      class="set-row"
                      role="row"
                      id={`set-row-${index()}`}
                      aria-rowindex={index() + 1}
                      aria-selected={at() === index()}
                      ref={(element) => virtual.place(element, index)}
                      onClick={() => (setAt(index()), row && props.open(row.id))}
                    >
                      <Show when={row}>{(node) => <Line node={node()} now={now} by={sort().sort} sync={syncOf(node().id)} />}</Show>
                    </div>
                  );
                }}
              </For>
            </div>
          </div>
        </Match>
      </Switch>
    </div>
  );
}

function Line(props: { node: NodeRow; now: number; by: SortKey; sync: SyncState | undefined }) {
  const at = () => {
    const value = props.node[props.by];
    return props.by.endsWith("_at") || props.by === "event_start" ? (value as number | null) : props.node.modified_at;
  };
  return (
    <div class="set-line" role="gridcell">
      <TypeIcon type={props.node.node_type} />
      <span class="set-name">{props.node.name}</span>
      <Show when={props.node.is_favorite}>
        <Star size={12} aria-label="Favourite" />
      </Show>
      <SyncMark state={props.sync} />
      <span class="set-summary">{props.node.summary}</span>
      <Show when={props.node.tags.length > 0}>
        <span class="set-tags">{props.node.tags.map((tag) => `#${tag}`).join(" ")}</span>
      </Show>
      <Show when={props.node.status}>{(status) => <span class="set-status">{status()}</span>}</Show>
      <span class="set-folder">{props.node.folder}</span>
      <Show when={at()}>
        {(when) => (
          <time dateTime={new Date(when()).toISOString()} title={wholeWhen(when())}>
            {shortWhen(when(), props.now)}
          </time>
        )}
      </Show>
    </div>
  );
}
