import { createMemo, For, Show } from "solid-js";
import { Button, showToast } from "../ui/index.ts";
import { createVirtualRows } from "../ui/virtual-rows.ts";
import { count } from "./numbers.ts";
import { cellText, toCsv } from "./csv.ts";
import "./result-table.css";

type Row = Record<string, unknown>;

/** The answer as a table of which only the rows on the screen are in the page. */
export function ResultTable(props: { rows: readonly Row[]; took: string }) {
  const columns = createMemo(() => Object.keys(props.rows[0] ?? {}));
  const isNumber = (name: string) => props.rows.every((row) => row[name] === null || typeof row[name] === "number");
  const numbers = createMemo(() => new Set(columns().filter(isNumber)));
  const virtual = createVirtualRows({ total: () => props.rows.length, onRange: () => undefined });
  const shown = createMemo(() => props.rows.slice(virtual.range().from, virtual.range().to));
  async function copy() {
    await navigator.clipboard.writeText(toCsv(columns(), props.rows));
    showToast({ text: `Copied ${count(props.rows.length)} rows as CSV.` });
  }
  return (
    <div class="diagnostics-result">
      <div class="diagnostics-ask-foot">
        <span role="status">
          {count(props.rows.length)} {props.rows.length === 1 ? "row" : "rows"} in {props.took}
          {props.rows.length === 10_000 ? "; there may be more" : ""}
        </span>
        <Show when={props.rows.length > 0}>
          <Button onClick={() => void copy()}>Copy as CSV</Button>
        </Show>
      </div>
      <Show when={props.rows.length > 0}>
        <div
          class="diagnostics-grid"
          role="table"
          aria-rowcount={props.rows.length + 1}
          aria-label="Result"
          tabindex="0"
          ref={virtual.scroller}
        >
          <div role="row" class="diagnostics-grid-head">
            <For each={columns()}>
              {(name) => (
                <span role="columnheader" data-number={numbers().has(name)}>
                  {name}
                </span>
              )}
            </For>
          </div>
          <div class="diagnostics-grid-rows" role="rowgroup" ref={virtual.canvas}>
            <For each={shown()}>
              {(row, i) => {
                const index = () => virtual.range().from + i();
                return (
                  <div role="row" aria-rowindex={index() + 2} ref={(element) => virtual.place(element, index)}>
                    <For each={columns()}>
                      {(name) => (
                        <span role="cell" title={cellText(row[name])} data-null={row[name] === null} data-number={numbers().has(name)}>
                          {cellText(row[name]).slice(0, 200)}
                        </span>
                      )}
                    </For>
                  </div>
                );
              }}
            </For>
          </div>
        </div>
      </Show>
    </div>
  );
}
