import { For, Show } from "solid-js";
import type { StorageReport } from "../../content/diagnostics/diagnostics.model.ts";
import { sizeOf } from "../shell/time-words.ts";
import { count, percent } from "./numbers.ts";
import "./glance.css";

/** The few numbers that tell at once whether all is well. */
export function Glance(props: { storage: StorageReport | undefined; slow: number | undefined }) {
  const facts = (storage: StorageReport) => {
    const { pages, page_size, free_pages, cache, search } = storage;
    const missing = search.nodes - search.indexed;
    return [
      { label: "File", value: sizeOf(pages * page_size), hint: `${count(pages)} pages of ${sizeOf(page_size)}` },
      { label: "Free in it", value: sizeOf(free_pages * page_size), hint: `${percent(free_pages, pages)} of its pages` },
      {
        label: "Page cache",
        value: percent(cache.hits, cache.hits + cache.misses),
        hint: `of reads hit it; it holds ${sizeOf(cache.bytes)}`,
      },
      {
        label: "Search index",
        value: missing === 0 ? "Complete" : `${count(missing)} missing`,
        hint: `${count(search.indexed)} items, ${count(search.terms)} words`,
      },
      { label: "Slow statements", value: count(props.slow ?? 0), hint: "took more than 10 ms" },
    ];
  };
  return (
    <Show
      when={props.storage}
      fallback={
        <div class="diagnostics-glance" aria-busy="true">
          <div class="diagnostics-waiting">Looking at every page of the file…</div>
        </div>
      }
    >
      {(storage) => (
        <dl class="diagnostics-glance">
          <For each={facts(storage())}>
            {({ label, value, hint }) => (
              <div>
                <dt>{label}</dt>
                <dd>
                  <strong>{value}</strong>
                  <span>{hint}</span>
                </dd>
              </div>
            )}
          </For>
        </dl>
      )}
    </Show>
  );
}
