import { A } from "@solidjs/router";
import { Ellipsis, Search, SquarePen } from "lucide-solid";
import { For } from "solid-js";
import { contentViews } from "../../content/index.view.tsx";
import { allAreas, mainAreas, type Area } from "../areas.ts";
import { Dialog, type Icon } from "../ui/index.ts";
import { layout } from "./layout-state.ts";
import { PinnedItems } from "./pinned-views.tsx";
import { useActions } from "./use-actions.ts";
import { useIsCurrent } from "./use-is-current.ts";
import "./bottom-bar.css";

/** The phone's rail: five places under the thumb, the rest on a sheet. */
export function BottomBar() {
  const actions = useActions();
  const first = contentViews[0]!;
  return (
    <nav class="bottom-bar" aria-label="Main">
      <BarLink area={mainAreas[0]!} />
      <BarLink area={mainAreas[1]!} />
      <BarButton icon={SquarePen} label={first.newItem?.label ?? ""} onClick={() => void actions.createItem(first.type)} />
      <BarButton icon={Search} label="Search" onClick={() => layout.setPalette(true)} />
      <BarButton icon={Ellipsis} label="More" onClick={() => layout.setMore(true)} />
      <Dialog open={layout.more()} title="More" look="sheet" onClose={() => layout.setMore(false)}>
        <ul class="more-list">
          <For each={allAreas.slice(2)}>
            {(area) => (
              <li>
                <A href={area.path} onClick={() => layout.setMore(false)}>
                  {area.icon({ size: 20 })}
                  {area.label}
                </A>
              </li>
            )}
          </For>
          <PinnedItems onOpen={() => layout.setMore(false)} />
        </ul>
      </Dialog>
    </nav>
  );
}

function BarLink(props: { area: Area }) {
  const isCurrent = useIsCurrent();
  return (
    <A href={props.area.path} class="bar-item" aria-current={isCurrent(props.area) ? "page" : undefined}>
      {props.area.icon({ size: 20 })}
      <span>{props.area.label}</span>
    </A>
  );
}

function BarButton(props: { icon: Icon; label: string; onClick: () => void }) {
  return (
    <button type="button" class="bar-item" onClick={() => props.onClick()}>
      {props.icon({ size: 20 })}
      <span>{props.label}</span>
    </button>
  );
}
