import { For, Show } from "solid-js";
import type { StatementRow } from "../../content/diagnostics/diagnostics.model.ts";
import { count, milliseconds } from "./numbers.ts";
import "./statements.css";

/** Statements as a list of disclosures: the numbers in sight, text and plan inside. */
export function Statements(props: { rows: readonly StatementRow[] }) {
  return (
    <Show when={props.rows.length > 0} fallback={<p class="diagnostics-waiting">None yet since this tab began to lead.</p>}>
      <div class="diagnostics-statements">
        <div class="diagnostics-statement-head" aria-hidden="true">
          <span>Statement</span>
          <span>Runs</span>
          <span>p50</span>
          <span>p99</span>
          <span>Longest</span>
          <span>&gt; 10 ms</span>
        </div>
        <For each={props.rows}>
          {(row) => (
            <details>
              <summary>
                <code>{row.sql.replaceAll(/\s+/g, " ").trim()}</code>
                <span data-label="runs">{count(row.runs)}</span>
                <span data-label="p50">{milliseconds(row.p50_ms)}</span>
                <span data-label="p99">{milliseconds(row.p99_ms)}</span>
                <span data-label="longest">{milliseconds(row.max_ms)}</span>
                <span data-label="> 10 ms" data-slow={row.slow > 0}>
                  {count(row.slow)}
                </span>
              </summary>
              <pre>{row.sql}</pre>
              <Show when={row.plan.length > 0} fallback={<p>It has no plan.</p>}>
                <ul aria-label="Plan">
                  <For each={row.plan}>{(line) => <li data-scan={/^SCAN (?!.*(?:INDEX|CONSTANT))/.test(line)}>{line}</li>}</For>
                </ul>
              </Show>
            </details>
          )}
        </For>
      </div>
    </Show>
  );
}
