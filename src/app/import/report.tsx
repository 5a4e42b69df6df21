import { For, Show } from "solid-js";
import type { ImportItem, ImportOutcome, ImportReport } from "../../content/import/import.model.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { reportCounts } from "./report-words.ts";

const OUTCOMES: Record<ImportOutcome, string> = {
  created: "New",
  updated: "Updated",
  unchanged: "Unchanged",
  attached: "Attached",
  skipped: "Left out",
  failed: "Failed",
};

/** So many are shown whole. */
const FEW = 5;

/** Counts first, then file by file what was not understood. */
export function Report(props: { report: ImportReport }) {
  const remarked = () => props.report.items.filter((item) => item.remarks.length > 0);
  return (
    <>
      <dl class="import-counts">
        <For each={reportCounts(props.report)} fallback={<p>There was nothing to import in it.</p>}>
          {(row) => (
            <div>
              <dt>{row.label}</dt>
              <dd>{row.count}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={remarked().length > 0}>
        <details class="import-remarks" open={remarked().length <= 20}>
          <summary>{remarked().length === 1 ? "One thing needs a look" : `${remarked().length} things need a look`}</summary>
          <Show when={remarked().length > FEW} fallback={<FewItems items={remarked()} />}>
            <div class="import-items">
              <VirtualList rows={remarked()} label="Things that need a look">
                {(item) => <ReportItem item={item} />}
              </VirtualList>
            </div>
          </Show>
        </details>
      </Show>
    </>
  );
}

/** As high as they are, and no higher. */
function FewItems(props: { items: readonly ImportItem[] }) {
  return (
    <ul class="import-items" data-few aria-label="Things that need a look">
      <For each={props.items}>
        {(item) => (
          <li>
            <ReportItem item={item} />
          </li>
        )}
      </For>
    </ul>
  );
}

function ReportItem(props: { item: ImportItem }) {
  return (
    <div class="import-item">
      <div class="import-path">{props.item.path}</div>
      <div class="import-outcome" data-outcome={props.item.outcome}>
        {OUTCOMES[props.item.outcome]}
      </div>
      <ul>
        <For each={props.item.remarks}>{(remark) => <li>{remark}</li>}</For>
      </ul>
    </div>
  );
}
