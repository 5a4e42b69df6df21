import { createMemo, createSignal, For, Show } from "solid-js";
import type { EventRow } from "../../content/diagnostics/diagnostics.model.ts";
import { saveFile } from "../shell/save-file.ts";
import { Button, Segmented } from "../ui/index.ts";
import "./events.css";

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const KINDS = [
  { value: "all", label: "All" },
  { value: "trouble", label: "Trouble" },
  { value: "slow", label: "Slow" },
  { value: "task", label: "Work" },
] as const;
type Filter = (typeof KINDS)[number]["value"];
/** More than that nobody reads; the export has them all. */
const SHOWN = 200;

const passes = (filter: Filter, kind: string) =>
  filter === "all" || (filter === "trouble" ? kind === "error" || kind === "storage" : kind === filter);

export function Events(props: { rows: readonly EventRow[] }) {
  const [filter, setFilter] = createSignal<Filter>("all");
  const rows = createMemo(() =>
    props.rows
      .filter(({ kind }) => passes(filter(), kind))
      .slice(-SHOWN)
      .toReversed(),
  );
  const details = (data: EventRow["data"]) =>
    Object.entries(data)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", ");
  const save = () => saveFile("atelier-events.json", new Blob([JSON.stringify(props.rows, null, 1)], { type: "application/json" }));
  return (
    <>
      <div class="diagnostics-filter">
        <Segmented label="Which events" options={KINDS} value={filter()} onChange={setFilter} />
        <Button onClick={save}>Save as JSON</Button>
      </div>
      <Show when={rows().length > 0} fallback={<p class="diagnostics-waiting">Nothing of this kind happened.</p>}>
        <ol class="diagnostics-events" tabindex="0" aria-label="Events, newest first">
          <For each={rows()}>
            {(row) => (
              <li data-kind={row.kind}>
                <time dateTime={new Date(row.at).toISOString()}>{time.format(row.at)}</time>
                <span>
                  {row.text} <small>{details(row.data)}</small>
                </span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </>
  );
}
