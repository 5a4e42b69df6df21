import { ArrowDownUp, ListFilter, Star, X } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { MenuItem, Popover } from "../../app/ui/popover.tsx";
import { FolderTree } from "./folder-tree.view.tsx";
import { type NoteFilter, SORTS } from "./note-filter.view.ts";
import "../../app/ui/chip.css";

/** How the list is sorted. */
export function SortMenu(props: { filter: NoteFilter }) {
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

/** Which notes are listed: favourites, a folder with everything below it, a tag. */
export function FilterMenu(props: { filter: NoteFilter }) {
  const folders = createLiveQuery("folder.list", () => ({}));
  const tags = createLiveQuery("tag.list", () => ({}));
  const byCount = createMemo(() => [...(tags.data ?? [])].toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag)).slice(0, 60));
  const chosen = () => props.filter.filter();
  return (
    <Popover label="Filter" icon={ListFilter}>
      {(close) => {
        const choose = (next: Parameters<NoteFilter["change"]>[0]) => (props.filter.change(next), close());
        return (
          <div class="note-filter">
            <button
              type="button"
              class="menu-item"
              aria-pressed={chosen().favorite ?? false}
              onClick={() => choose({ favorite: !chosen().favorite })}
            >
              <Star size={16} />
              <span>Favourites</span>
            </button>
            <h3 class="menu-label">Folder</h3>
            <Show when={folders.data?.some(({ folder }) => folder)} fallback={<p class="note-filter-none">No folders yet.</p>}>
              <FolderTree folders={folders.data ?? []} chosen={chosen().folder} onChoose={(folder) => choose({ folder })} />
            </Show>
            <h3 class="menu-label">Tag</h3>
            <Show when={byCount().length > 0} fallback={<p class="note-filter-none">No tags yet.</p>}>
              <ul class="note-filter-tags">
                <For each={byCount()}>
                  {({ tag, count }) => (
                    <li>
                      <button
                        type="button"
                        class="chip"
                        aria-pressed={chosen().tag === tag}
                        onClick={() => choose({ tag: chosen().tag === tag ? "" : tag })}
                      >
                        #{tag} <small>{count}</small>
                      </button>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </div>
        );
      }}
    </Popover>
  );
}

/** The filter that is on, in words; each part can be taken away. */
export function ActiveFilter(props: { filter: NoteFilter }) {
  const parts = () => {
    const { folder, tag, favorite } = props.filter.filter();
    return [
      ...(favorite ? [{ label: "Favourites", without: { favorite: false } }] : []),
      ...(folder ? [{ label: folder, without: { folder: "" } }] : []),
      ...(tag ? [{ label: `#${tag}`, without: { tag: "" } }] : []),
    ];
  };
  return (
    <Show when={props.filter.active()}>
      <div class="note-active-filter" role="group" aria-label="Filter">
        <For each={parts()}>
          {(part) => (
            <button type="button" class="chip" aria-label={`Remove filter ${part.label}`} onClick={() => props.filter.change(part.without)}>
              <span>{part.label}</span>
              <X size={12} />
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}
