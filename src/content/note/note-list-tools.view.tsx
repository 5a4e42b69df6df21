import { ArrowDownUp } from "lucide-solid";
import { For } from "solid-js";
import { MenuItem, Popover } from "../../app/ui/popover.tsx";
import { type NoteListFilter, SORTS } from "./note-filter.view.ts";

/** How the list is sorted. */
export function SortMenu(props: { filter: NoteListFilter }) {
  return (
    <Popover label="Sort" icon={ArrowDownUp} role="menu">
      {(close) => (
        <For each={SORTS}>
          {(sort) => (
            <MenuItem checked={props.filter.sort() === sort.value} onChoose={() => (props.filter.setSort(sort.value), close())}>
              {sort.label}
            </MenuItem>
          )}
        </For>
      )}
    </Popover>
  );
}
