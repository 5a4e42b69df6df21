import { createSignal, For, Show } from "solid-js";
import type { TableShape } from "../../content/diagnostics/diagnostics.model.ts";
import { useClient } from "../data/use-client.ts";
import { failureText } from "../ui/failure-text.ts";
import { Button } from "../ui/index.ts";
import { milliseconds } from "./numbers.ts";
import { ResultTable } from "./result-table.tsx";
import { createHistory } from "./statement-history.ts";
import "./console.css";

interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  readonly ms: number;
}

/** One statement that only reads, at most 10,000 rows (DB9). What was asked stays on this device. */
export function Console(props: { tables: readonly TableShape[] }) {
  const client = useClient();
  const history = createHistory();
  const [text, setText] = createSignal("SELECT name, folder, modified_at FROM nodes ORDER BY modified_at DESC LIMIT 50");
  const [answer, setAnswer] = createSignal<Answer>();
  const [failure, setFailure] = createSignal<string>();

  async function run() {
    const statement = text().trim();
    if (!statement) return;
    history.add(statement);
    const start = performance.now();
    try {
      const rows = await client.sql(statement);
      setAnswer({ rows, ms: performance.now() - start });
      setFailure(undefined);
    } catch (error) {
      setFailure(failureText(error));
      setAnswer(undefined);
    }
  }
  const lookAt = (table: string) => {
    setText(`SELECT * FROM ${table} LIMIT 50`);
    void run();
  };
  return (
    <div class="diagnostics-console">
      <aside class="diagnostics-schema" aria-label="Tables">
        <For each={props.tables}>
          {(table) => (
            <details>
              <summary>
                <code>{table.name}</code>
              </summary>
              <Button look="quiet" onClick={() => lookAt(table.name)}>
                First 50 rows
              </Button>
              <ul aria-label={`Columns of ${table.name}`}>
                <For each={table.columns}>
                  {(column) => (
                    <li>
                      <code>{column.name}</code> <small>{`${column.type.toLowerCase()}${column.key ? ", key" : ""}`}</small>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={table.indexes.length > 0}>
                <small>Indexes: {table.indexes.join(", ")}</small>
              </Show>
            </details>
          )}
        </For>
      </aside>
      <div class="diagnostics-ask">
        <label>
          <span class="visually-hidden">Statement</span>
          <textarea
            rows="4"
            spellcheck={false}
            autocapitalize="off"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void run();
            }}
          />
        </label>
        <div class="diagnostics-ask-foot">
          <Button look="primary" onClick={() => void run()}>
            Run
          </Button>
          <Show when={history.list().length > 0}>
            <select aria-label="Earlier statements" onChange={(event) => event.currentTarget.value && setText(event.currentTarget.value)}>
              <option value="">Earlier statements…</option>
              <For each={history.list()}>{(statement) => <option value={statement}>{statement.slice(0, 80)}</option>}</For>
            </select>
          </Show>
          <span>Reads only, at most 10,000 rows. Ctrl/Cmd-Enter runs it.</span>
        </div>
        <Show when={failure()}>
          {(why) => (
            <p class="diagnostics-outcome" data-tone="bad" role="alert">
              {why()}
            </p>
          )}
        </Show>
        <Show when={answer()} keyed>
          {({ rows, ms }) => <ResultTable rows={rows} took={milliseconds(ms)} />}
        </Show>
      </div>
    </div>
  );
}
