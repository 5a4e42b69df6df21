import { ArrowDown, ArrowUp, Columns3 } from "lucide-solid";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { createKeysetList } from "../../app/data/keyset-list.ts";
import { useClient } from "../../app/data/use-client.ts";
import { EmptyState, runUndoable } from "../../app/ui/index.ts";
import { MenuItem, Popover } from "../../app/ui/popover.tsx";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { CellEditor } from "./cell-editor.view.tsx";
import { type Column, COLUMNS, columnsOf } from "./table-columns.view.ts";
import { createTableKeys, type Place } from "./table-keys.view.ts";
import { TypeIcon } from "./type-icon.view.tsx";
import type { ViewProps } from "./view-props.view.ts";
import { sortOf, standardOrder } from "./view-sort.view.ts";
import "./table.css";

/** A set in columns that can be chosen, sorted and edited where they stand; any number of rows (VI8). */
export function TableView(props: ViewProps) {
  const client = useClient();
  const sort = () => sortOf(props.options);
  const columns = createMemo(() => columnsOf(props.options));
  const list = createKeysetList(() => ({ ...props.filter, ...sort() }));
  const virtual = createVirtualRows({ total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  const [place, setPlace] = createSignal<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = createSignal<{ id: string; column: string }>();
  const now = Date.now();
  let grid!: HTMLDivElement;
  const template = () =>
    columns()
      .map(({ width }) => `minmax(${width}rem, ${width}fr)`)
      .join(" ");
  const rowAt = (index: number) => list.rows(index, index + 1)[0];
  /** Undefined while there is no such element: the row is not loaded yet, or scrolled out of sight. */
  const activeCell = () => {
    const { from, to } = virtual.range();
    const { row } = place();
    const isDrawn = row >= from && row < to && rowAt(row) !== undefined;
    return isDrawn && !editing() ? cellId(place()) : undefined;
  };

  function edit(row: number, column: number): void {
    const node = rowAt(row);
    const chosen = columns()[column];
    setPlace({ row, column });
    if (node && chosen?.edit) setEditing({ id: node.id, column: chosen.key });
    else if (node) props.open(node.id);
  }
  async function finish(node: NodeRow, column: Column, text: string | undefined): Promise<void> {
    setEditing(undefined);
    grid.focus();
    const patch = text === undefined || text === column.edit!.value(node) ? undefined : column.edit!.patch(text);
    if (patch)
      await runUndoable(client, [{ name: "node.update", args: { id: node.id, ...patch } }], `${column.label} of “${node.name}” changed.`);
  }
  function sortBy(column: Column): void {
    if (!column.sort) return;
    const { sort: current, order = standardOrder(current) } = sort();
    const turned = order === "asc" ? "desc" : "asc";
    props.setOptions({ sort: column.sort, order: current === column.sort ? turned : undefined });
  }
  const keys = createTableKeys({
    place,
    go(next) {
      setPlace(next);
      virtual.reveal(next.row);
      grid.querySelector(`#${cellId(next)}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    rows: list.total,
    columns: () => columns().length,
    page: virtual.perPage,
    edit: () => edit(place().row, place().column),
    open: () => {
      const node = rowAt(place().row);
      if (node) props.open(node.id);
    },
  });

  return (
    <div class="table">
      <Switch>
        <Match when={list.error()}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={!list.loading() && list.total() === 0}>
          <EmptyState text="Nothing matches. Take a condition away to see more." />
        </Match>
        <Match when={true}>
          <div
            ref={(element) => {
              grid = element;
              virtual.scroller(element);
            }}
            class="table-grid"
            role="grid"
            aria-label="Items"
            aria-rowcount={list.total() + 1}
            aria-colcount={columns().length}
            aria-busy={list.loading()}
            aria-activedescendant={activeCell()}
            tabindex="0"
            style={{ "--columns": template() }}
            onKeyDown={(event) => event.target === grid && keys(event)}
          >
            <div class="table-head" role="row" aria-rowindex={1}>
              <For each={columns()}>{(column) => <Head column={column} sort={sort()} onSort={() => sortBy(column)} />}</For>
            </div>
            <div class="table-canvas" role="rowgroup" ref={virtual.canvas}>
              <For each={rows()}>
                {(row, i) => {
                  const index = () => virtual.range().from + i();
                  return (
                    <div class="table-row" role="row" aria-rowindex={index() + 2} ref={(element) => virtual.place(element, index)}>
                      <Show when={row}>
                        {(node) => (
                          <For each={columns()}>
                            {(column, at) => {
                              const own = () => ({ row: index(), column: at() });
                              const isHere = () => place().row === index() && place().column === at();
                              const isEdited = () => editing()?.id === node().id && editing()?.column === column.key;
                              return (
                                <div
                                  class="table-cell"
                                  role="gridcell"
                                  id={cellId(own())}
                                  data-column={column.key}
                                  aria-colindex={at() + 1}
                                  aria-selected={isHere()}
                                  aria-readonly={!column.edit}
                                  onClick={() => setPlace(own())}
                                  onDblClick={() => edit(index(), at())}
                                >
                                  <Show
                                    when={isEdited()}
                                    fallback={<Cell node={node()} column={column} now={now} onOpen={() => props.open(node().id)} />}
                                  >
                                    <CellEditor
                                      label={`${column.label} of ${node().name}`}
                                      edit={column.edit!}
                                      node={node()}
                                      onDone={(text) => void finish(node(), column, text)}
                                    />
                                  </Show>
                                </div>
                              );
                            }}
                          </For>
                        )}
                      </Show>
                    </div>
                  );
                }}
              </For>
            </div>
          </div>
          <footer class="table-foot">
            <Popover
              label="Columns"
              class="button"
              face={
                <>
                  <Columns3 size={14} /> Columns
                </>
              }
              lazy
            >
              {() => <Choose shown={columns()} onChange={(fields) => props.setOptions({ fields })} />}
            </Popover>
            <p>Enter edits a cell, Space opens the item.</p>
          </footer>
        </Match>
      </Switch>
    </div>
  );
}

const cellId = ({ row, column }: Place): string => `cell-${row}-${column}`;

function Cell(props: { node: NodeRow; column: Column; now: number; onOpen: () => void }) {
  return (
    <Show when={props.column.key === "name"} fallback={<span>{props.column.text(props.node, props.now)}</span>}>
      <TypeIcon type={props.node.node_type} />
      <span class="table-name" onClick={() => props.onOpen()}>
        {props.node.name}
      </span>
    </Show>
  );
}

function Head(props: { column: Column; sort: ReturnType<typeof sortOf>; onSort: () => void }) {
  const order = () => (props.column.sort === props.sort.sort ? (props.sort.order ?? standardOrder(props.sort.sort)) : undefined);
  const spoken = () => ({ asc: "ascending", desc: "descending", none: "none" } as const)[order() ?? "none"];
  return (
    <div class="table-header" role="columnheader" aria-sort={props.column.sort ? spoken() : undefined}>
      <Show when={props.column.sort} fallback={<span>{props.column.label}</span>}>
        <button type="button" onClick={() => props.onSort()}>
          {props.column.label}
          <Show when={order()}>{(way) => (way() === "asc" ? <ArrowUp size={12} /> : <ArrowDown size={12} />)}</Show>
        </button>
      </Show>
    </div>
  );
}

function Choose(props: { shown: readonly Column[]; onChange: (fields: string[]) => void }) {
  const isShown = (column: Column) => props.shown.includes(column);
  const toggle = (column: Column) =>
    props.onChange(
      isShown(column)
        ? props.shown.filter((one) => one !== column).map(({ key }) => key)
        : [...props.shown.map(({ key }) => key), column.key],
    );
  return (
    <div role="menu" aria-label="Columns">
      <For each={COLUMNS.slice(1)}>
        {(column) => (
          <MenuItem checked={isShown(column)} onChoose={() => toggle(column)}>
            {column.label}
          </MenuItem>
        )}
      </For>
    </div>
  );
}
