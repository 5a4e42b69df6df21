import { A, useLocation } from "@solidjs/router";
import { Layers, Pin, Plus } from "lucide-solid";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { IconButton } from "../../app/ui/index.ts";
import { useNewView } from "./new-view.view.ts";
import { layoutIcon } from "./layouts.view.ts";
import "./view-list.css";

const MOST = 500;

/** Saved views, pinned ones first. */
export function ViewList() {
  const location = useLocation();
  const create = useNewView();
  const views = createLiveQuery("view.list", () => ({ limit: MOST }));
  const isOpen = (id: string) => location.pathname === `/views/${id}`;
  return (
    <section class="view-list" aria-label="Views">
      <header class="view-list-head">
        <h2>Views</h2>
        <IconButton icon={Plus} label="New view" keys="V" onClick={() => void create()} />
      </header>
      <ul>
        <li>
          <A href="/views?layout=list" class="view-item" aria-current={location.pathname === "/views" ? "page" : undefined}>
            <Layers size={16} />
            <span>Everything</span>
          </A>
        </li>
        <For each={views.data}>
          {(view) => (
            <li>
              <A href={`/views/${view.id}`} class="view-item" aria-current={isOpen(view.id) ? "page" : undefined}>
                {layoutIcon(view.layout)({ size: 16 })}
                <span>{view.name}</span>
                <Show when={view.is_pinned}>
                  <Pin size={12} aria-label="Pinned" />
                </Show>
              </A>
            </li>
          )}
        </For>
      </ul>
      <Show when={views.data?.length === 0}>
        <p class="view-list-none">
          Narrow everything down with the chips above it, choose a layout, and save it as a view: it will wait here.
        </p>
      </Show>
    </section>
  );
}
