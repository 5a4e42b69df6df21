import { ArrowLeftRight } from "lucide-solid";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { EmptyState, IconButton } from "../../app/ui/index.ts";
import { Choice } from "./choice.view.tsx";
import { AXES, type Axis, axisOf, axisWords, conditionOf, inAxisOrder } from "./grid-axes.view.ts";
import type { QueryResult } from "../../rpc/api.ts";
import type { ViewProps } from "./view-props.view.ts";
import type { NodeFilter } from "./view.model.ts";
import "./grid.css";

type Cell = QueryResult<"latch.grid">["cells"][number];

const PER_CELL = 6;
/** Any two properties crossed: what is where, and how much (PI11). */
export function GridView(props: ViewProps) {
  const rowAxis = () => axisOf(props.options["rows"], "folder");
  const columnAxis = () => axisOf(props.options["columns"], "status");
  const grid = createLiveQuery(
    "latch.grid",
    () => ({ ...props.filter, rows: rowAxis().axis, columns: columnAxis().axis, limit: PER_CELL }),
    {
      keep: true,
    },
  );
  const rows = createMemo(() => inAxisOrder(rowAxis().axis, grid.data?.rows ?? []));
  const columns = createMemo(() => inAxisOrder(columnAxis().axis, grid.data?.columns ?? []));
  const cells = createMemo(() => new Map((grid.data?.cells ?? []).map((cell) => [keyOf(cell.row, cell.column), cell])));
  const sum = (of: "row" | "column", value: string) =>
    (grid.data?.cells ?? []).reduce((all, cell) => all + (cell[of] === value ? cell.count : 0), 0);
  const left = () => (grid.data ? grid.data.more.rows + grid.data.more.columns : 0);
  const narrow = (parts: readonly (Partial<NodeFilter> | undefined)[]) =>
    props.change(Object.assign({}, ...parts.filter((part) => part !== undefined)) as Partial<NodeFilter>);
  /** Both axes by the same property say nothing: they change places instead. */
  function choose(option: "rows" | "columns", value: string): void {
    const other = option === "rows" ? columnAxis().value : rowAxis().value;
    if (value === other) swap();
    else props.setOptions({ [option]: value });
  }
  const swap = () => props.setOptions({ rows: columnAxis().value, columns: rowAxis().value });
  const choices = AXES.map(({ value, label }) => ({ value, label }));

  return (
    <div class="grid-layout">
      <header class="grid-head">
        <h2>
          {rowAxis().label} by {columnAxis().label.toLowerCase()}
        </h2>
        <Choice label="Rows" value={rowAxis().value} options={choices} onChange={(value) => choose("rows", value)} />
        <IconButton icon={ArrowLeftRight} label="Swap rows and columns" onClick={swap} />
        <Choice label="Columns" value={columnAxis().value} options={choices} onChange={(value) => choose("columns", value)} />
      </header>
      <Switch>
        <Match when={grid.error}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={grid.data && rows().length === 0}>
          <EmptyState text="Nothing in this set. Take a condition away to see more." />
        </Match>
        <Match when={true}>
          <div class="grid-scroll" onKeyDown={onGridKey}>
            <table class="grid-table" role="grid" aria-label={`${rowAxis().label} by ${columnAxis().label}`}>
              <thead>
                <tr>
                  <th class="grid-corner" scope="col">
                    <span class="visually-hidden">{rowAxis().label}</span>
                  </th>
                  <For each={columns()}>
                    {(column) => (
                      <th scope="col">
                        <Heading
                          axis={columnAxis().axis}
                          value={column}
                          count={sum("column", column)}
                          onNarrow={(part) => narrow([part])}
                        />
                      </th>
                    )}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={rows()}>
                  {(row, i) => (
                    <tr>
                      <th scope="row">
                        <Heading axis={rowAxis().axis} value={row} count={sum("row", row)} onNarrow={(part) => narrow([part])} />
                      </th>
                      <For each={columns()}>
                        {(column, j) => (
                          <GridCell
                            name={`${axisWords(rowAxis().axis, row)}, ${axisWords(columnAxis().axis, column)}`}
                            cell={cells().get(keyOf(row, column))}
                            isStop={i() === 0 && j() === 0}
                            onOpen={props.open}
                            onNarrow={() => narrow([conditionOf(rowAxis().axis, row), conditionOf(columnAxis().axis, column)])}
                          />
                        )}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
          <Show when={left() > 0}>
            <p class="grid-left">{`${left().toLocaleString()} more rows or columns are not shown. Narrow the set to see them.`}</p>
          </Show>
        </Match>
      </Switch>
    </div>
  );
}

const keyOf = (row: string, column: string) => JSON.stringify([row, column]);

/** The name of a row or a column; choosing it leaves only that. */
function Heading(props: { axis: Axis; value: string; count: number; onNarrow: (part: Partial<NodeFilter>) => void }) {
  const part = () => conditionOf(props.axis, props.value);
  return (
    <Show when={part()} fallback={<HeadingText {...props} />}>
      {(condition) => (
        <button
          type="button"
          class="grid-heading"
          tabindex="-1"
          data-tip={`Only ${axisWords(props.axis, props.value)}`}
          onClick={() => props.onNarrow(condition())}
        >
          <HeadingText {...props} />
        </button>
      )}
    </Show>
  );
}

const HeadingText = (props: { axis: Axis; value: string; count: number }) => (
  <span class="grid-heading-text">
    <span>{axisWords(props.axis, props.value).replaceAll("/", "/\u200b")}</span> <small>{props.count.toLocaleString()}</small>
  </span>
);

function GridCell(props: { name: string; cell: Cell | undefined; isStop: boolean; onOpen: (id: string) => void; onNarrow: () => void }) {
  const hidden = () => (props.cell ? props.cell.count - props.cell.nodes.length : 0);
  return (
    <td role="gridcell" tabindex={props.isStop ? 0 : -1} data-empty={!props.cell}>
      <span class="visually-hidden">{`${props.name}: ${props.cell?.count ?? 0}`}</span>
      <For each={props.cell?.nodes}>
        {(node) => (
          <button
            type="button"
            class="grid-node"
            data-type={node.node_type}
            tabindex="-1"
            data-tip={node.name}
            onClick={() => props.onOpen(node.id)}
          >
            {node.name}
          </button>
        )}
      </For>
      <Show when={hidden() > 0}>
        <button
          type="button"
          class="grid-more"
          tabindex="-1"

          onClick={() => props.onNarrow()}
        >
          +{hidden().toLocaleString()} more
        </button>
      </Show>
    </td>
  );
}

/** Arrows walk the cells and headings, Enter goes into a cell, there arrows walk its nodes, Esc goes back. */
function onGridKey(event: KeyboardEvent): void {
  const focused = event.target as HTMLElement;
  const cell = focused.closest<HTMLTableCellElement>("td, th");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const isInside = focused !== cell && cell.matches("td");
  const buttons = [...cell.querySelectorAll<HTMLElement>("button")];
  const inside: Record<string, HTMLElement | undefined> = {
    ArrowDown: buttons[buttons.indexOf(focused) + 1],
    ArrowUp: buttons[buttons.indexOf(focused) - 1] ?? cell,
    Escape: cell,
  };
  const target =
    isInside && event.key in inside
      ? inside[event.key]
      : event.key === "Enter" && !isInside && cell.matches("td")
        ? buttons[0]
        : beside(cell, event.key);
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  const stop = target.matches("th") ? (target.querySelector("button") ?? target) : target;
  if (stop.matches("td, th > button")) {
    for (const old of cell.closest("table")!.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
    stop.setAttribute("tabindex", "0");
  }
  stop.focus();
  stop.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function beside(cell: HTMLTableCellElement, key: string): HTMLElement | undefined {
  const row = cell.parentElement as HTMLTableRowElement;
  const table = row.closest("table")!;
  const at = (rows: number, index: number) => table.rows[rows]?.cells[index];
  const last = row.cells.length - 1;
  const to: Record<string, HTMLElement | undefined> = {
    ArrowLeft: at(row.rowIndex, cell.cellIndex - 1),
    ArrowRight: at(row.rowIndex, cell.cellIndex + 1),
    ArrowUp: row.rowIndex > 0 ? at(row.rowIndex - 1, cell.cellIndex) : undefined,
    ArrowDown: at(row.rowIndex + 1, cell.cellIndex),
    Home: at(row.rowIndex, 1),
    End: at(row.rowIndex, last),
  };
  const target = to[key];
  return target?.classList.contains("grid-corner") ? undefined : target;
}
