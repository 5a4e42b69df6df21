import type { JSX } from "solid-js";
import { VList } from "virtua/solid";

/** A long list of rows of any height, of which only those on the screen are in the page. For data that is already here. */
export function VirtualList<T>(props: { rows: readonly T[]; label: string; children: (row: T) => JSX.Element }) {
  return (
    <VList data={props.rows as T[]} role="list" aria-label={props.label} tabindex="0">
      {(row) => <div role="listitem">{props.children(row)}</div>}
    </VList>
  );
}
