import { useLocation, useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import type { ListArgs } from "../../app/data/keyset-list.ts";

export type Sort = "modified_at" | "created_at" | "name";
export const SORTS: readonly { readonly value: Sort; readonly label: string }[] = [
  { value: "modified_at", label: "Last changed" },
  { value: "created_at", label: "Created" },
  { value: "name", label: "Title" },
];

export interface Filter {
  readonly folder?: string;
  readonly tag?: string;
  readonly favorite?: boolean;
}

export interface NoteFilter {
  readonly filter: () => Filter;
  readonly sort: () => Sort;
  readonly active: () => boolean;
  /** Empty values take their condition away. */
  change(next: Filter): void;
  setSort(sort: Sort): void;
  readonly args: () => ListArgs;
  /** Address of a note that keeps the filter. */
  readonly href: (id: string) => string;
}

const SORT_KEY = "atelier:notes:sort";

/** What the list shows is in the address, so that it can be kept, shared and gone back to; how it is sorted stays on this device. */
export function createNoteFilter(storage: Storage): NoteFilter {
  const location = useLocation();
  const navigate = useNavigate();
  const [sort, setSort] = createSignal<Sort>(SORTS.find(({ value }) => value === storage.getItem(SORT_KEY))?.value ?? "modified_at");
  const query = () => new URLSearchParams(location.search);

  const filter = (): Filter => {
    const params = query();
    const folder = params.get("folder");
    const tag = params.get("tag");
    return { ...(folder && { folder }), ...(tag && { tag }), ...(params.has("favorite") && { favorite: true }) };
  };
  return {
    filter,
    sort,
    active: () => Object.keys(filter()).length > 0,
    change(next) {
      const params = query();
      for (const key of ["folder", "tag", "favorite"] as const) {
        const value = next[key];
        if (value) params.set(key, value === true ? "1" : value);
        else if (key in next) params.delete(key);
      }
      const search = params.toString();
      navigate(`${location.pathname}${search ? `?${search}` : ""}`, { scroll: false });
    },
    setSort(value) {
      storage.setItem(SORT_KEY, value);
      setSort(value);
    },
    args: () => ({ type: "note", sort: sort(), ...filter() }),
    href: (id) => `/notes/${id}${location.search}`,
  };
}
