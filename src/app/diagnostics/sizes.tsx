import { For } from "solid-js";
import type { IndexUse, StorageReport } from "../../content/diagnostics/diagnostics.model.ts";
import { sizeOf } from "../shell/time-words.ts";
import { count, percent } from "./numbers.ts";
import "./sizes.css";

const several = (n: number, word: string) => `${count(n)} ${n === 1 ? word : `${word}s`}`;

/** Each table and index with what it takes; of an index also how often a plan of this term used it. */
export function Sizes(props: { storage: StorageReport; uses: readonly IndexUse[] }) {
  const all = () => props.storage.pages * props.storage.page_size;
  const use = (name: string) => props.uses.find(({ index }) => index === name);
  const used = (name: string, type: string) => {
    if (type !== "index") return "";
    const found = use(name);
    return found ? `${several(found.runs, "run")} of ${several(found.statements, "statement")}` : "not used since this tab leads";
  };
  return (
    <div class="diagnostics-table" tabindex="0" role="region" aria-label="Tables and indexes">
      <table>
        <thead>
          <tr>
            <th scope="col">Table or index</th>
            <th scope="col">Kind</th>
            <th scope="col" data-number>
              Size
            </th>
            <th scope="col" data-number>
              Of the file
            </th>
            <th scope="col" data-number>
              Unused in it
            </th>
            <th scope="col">Use</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.storage.objects}>
            {(row) => (
              <tr>
                <th scope="row">
                  <code>{row.name}</code>
                </th>
                <td>{row.type}</td>
                <td data-number>{sizeOf(row.bytes)}</td>
                <td data-number>{percent(row.bytes, all())}</td>
                <td data-number>{percent(row.unused, row.bytes)}</td>
                <td>{used(row.name, row.type)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
