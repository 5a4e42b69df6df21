import { A } from "@solidjs/router";
import { Search } from "lucide-solid";
import { For } from "solid-js";
import { mainAreas, settingsArea, trashArea, type Area } from "../areas.ts";
import { layout } from "./layout-state.ts";
import { useIsCurrent } from "./use-is-current.ts";
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
        <RailLink area={trashArea} keys="G T" />
        <RailLink area={settingsArea} keys="G ," />
      </ul>
    </nav>
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
