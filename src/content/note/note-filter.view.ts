import { useLocation, useNavigate } from "@solidjs/router";
import { createMemo, createSignal } from "solid-js";
import type { ListArgs } from "../../app/data/keyset-list.ts";
import type { KeyValueStorage } from "../../app/data/unsaved.ts";
import { isNarrowed, withoutAll } from "../../app/latch/axes.ts";
import { readFilter, writeFilter } from "../view/filter-address.model.ts";
import { writeView } from "../view/view-address.model.ts";
import type { NodeFilter } from "../view/view.model.ts";

export type Sort = "modified_at" | "created_at" | "name";
export const SORTS: readonly { readonly value: Sort; readonly label: string }[] = [
  { value: "modified_at", label: "Last changed" },
  { value: "created_at", label: "Created" },
  { value: "name", label: "Title" },
];

/** The list is of notes: that is not for the person to change. */
export const FIXED = ["type", "trashed"] as const;

export interface NoteListFilter {
  readonly filter: () => NodeFilter;
  readonly sort: () => Sort;
  readonly active: () => boolean;
  /** Undefined takes a condition away. */
  change(next: Partial<NodeFilter>): void;
  clear(): void;
  setSort(sort: Sort): void;
  readonly args: () => ListArgs;
  /** Address of a note that keeps the filter. */
  readonly href: (id: string) => string;
  /** Address of the same set as a view. */
  readonly asView: () => string;
}

const SORT_KEY = "atelier:notes:sort";

/** What the list shows is in the address, so that it can be kept, shared and gone back to; how it is sorted stays on this device. */
export function createNoteFilter(storage: KeyValueStorage): NoteListFilter {
  const location = useLocation();
  const navigate = useNavigate();
  const [sort, setSort] = createSignal<Sort>(SORTS.find(({ value }) => value === storage.getItem(SORT_KEY))?.value ?? "modified_at");
  const filter = createMemo((): NodeFilter => {
    const params = new URLSearchParams(location.search);
    const { trashed: _, ...conditions } = readFilter((key) => params.get(key));
    return { ...conditions, type: "note" };
  });
  function change(next: Partial<NodeFilter>): void {
    const { type: _, ...conditions } = { ...filter(), ...next };
    const search = new URLSearchParams(writeFilter(conditions)).toString();
    navigate(`${location.pathname}${search ? `?${search}` : ""}`, { scroll: false });
  }
  return {
    filter,
    sort,
    active: () => isNarrowed(filter(), FIXED),
    change,
    clear: () => change(withoutAll(FIXED)),
    setSort(value) {
      storage.setItem(SORT_KEY, value);
      setSort(value);
    },
    args: () => ({ ...filter(), sort: sort() }),
    href: (id) => `/notes/${id}${location.search}`,
    asView: () => `/views?${new URLSearchParams(writeView({ filter: filter(), layout: "list", options: { sort: sort() } })).toString()}`,
  };
}
