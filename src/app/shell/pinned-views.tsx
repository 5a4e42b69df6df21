import { A, useLocation } from "@solidjs/router";
import { Pin } from "lucide-solid";
import { For } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";

/** More than these have no room on the rail; the list of views has them all. */
const MOST = 8;

const createPinned = () => createLiveQuery("view.list", () => ({ pinned: true, limit: MOST }));

/** Emoji and letters of any script as people count them. */
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const initial = (name: string): string => {
  const [first] = GRAPHEMES.segment(name.trim());
  return (first?.segment ?? "").toLocaleUpperCase();
};

/** Views that were pinned to the rail, by their first letter: the name is told by the tooltip. */
export function PinnedViews() {
  const location = useLocation();
  const pinned = createPinned();
  return (
    <ul class="rail-pinned">
      <For each={pinned.data}>
        {(view) => (
          <li>
            <A
              href={`/views/${view.id}`}
              class="rail-link"
              aria-label={view.name}
              aria-current={location.pathname === `/views/${view.id}` ? "page" : undefined}
              data-tip={view.name}
            >
              {initial(view.name)}
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}

/** The same on the phone's sheet. */
export function PinnedItems(props: { onOpen: () => void }) {
  const pinned = createPinned();
  return (
    <For each={pinned.data}>
      {(view) => (
        <li>
          <A href={`/views/${view.id}`} onClick={() => props.onOpen()}>
            <Pin size={20} />
            {view.name}
          </A>
        </li>
      )}
    </For>
  );
}
