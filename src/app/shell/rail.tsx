import { A } from "@solidjs/router";
import { Search } from "lucide-solid";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { mainAreas, settingsArea, syncArea, trashArea, type Area } from "../areas.ts";
import { layout } from "./layout-state.ts";
import { useIsCurrent } from "./use-is-current.ts";
import { plural } from "../ui/plural.ts";
import { PinnedViews } from "./pinned-views.tsx";
import "./rail.css";

export function Rail() {
  return (
    <nav class="rail" aria-label="Areas">
      <ul>
        <For each={mainAreas}>{(area, i) => <RailLink area={area} keys={`Alt ${i() + 1}`} />}</For>
      </ul>
      <PinnedViews />
      <ul>
        <li>
          <button
            type="button"
            class="rail-link"
            aria-label="Search"
            data-tip="Search everything"
            data-tip-keys="Mod K"
            onClick={() => layout.setPalette(true)}
          >
            <Search size={18} strokeWidth={1.75} />
          </button>
        </li>
        <SyncLink />
        <RailLink area={trashArea} keys="G T" />
        <RailLink area={settingsArea} keys="G ," />
      </ul>
    </nav>
  );
}

/** With the number of conflicts that wait for a choice, which it leads to. */
function SyncLink() {
  const isCurrent = useIsCurrent();
  const status = createLiveQuery("sync.status", () => ({}), { keep: true });
  const conflicts = () => status.data?.conflicts ?? 0;
  const label = () => (conflicts() === 0 ? syncArea.label : `${syncArea.label}: ${plural(conflicts(), "conflict", "conflicts")}`);
  return (
    <li>
      <A
        href={conflicts() > 0 ? "/conflicts" : syncArea.path}
        class="rail-link"
        aria-label={label()}
        aria-current={isCurrent(syncArea) ? "page" : undefined}
        data-tip={label()}
        data-tip-keys="G Y"
      >
        {syncArea.icon({ size: 18, strokeWidth: 1.75 })}
        <Show when={conflicts() > 0}>
          <span class="rail-badge">{conflicts() > 9 ? "9+" : conflicts()}</span>
        </Show>
      </A>
    </li>
  );
}

function RailLink(props: { area: Area; keys: string }) {
  const isCurrent = useIsCurrent();
  return (
    <li>
      <A
        href={props.area.path}
        class="rail-link"
        aria-label={props.area.label}
        aria-current={isCurrent(props.area) ? "page" : undefined}
        data-tip={props.area.label}
        data-tip-keys={props.keys}
        data-planned={props.area.planned ? "" : undefined}
      >
        {props.area.icon({ size: 18, strokeWidth: 1.75 })}
      </A>
    </li>
  );
}
