import { A, useLocation, useParams } from "@solidjs/router";
import { ChevronLeft, PanelRight } from "lucide-solid";
import { Match, Show, Suspense, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { ContentView } from "../ui/content-view.ts";
import { Dialog, IconButton } from "../ui/index.ts";
import { setPageBarSlot } from "../ui/page-bar.tsx";
import { layout, toggleInspector } from "./layout-state.ts";
import "./content-area.css";

/** The list pane, the content and the inspector of one content type. On a phone one of them at a time. */
export function ContentArea(props: { view: ContentView }) {
  const params = useParams();
  const location = useLocation();
  /** Some content types have a page without a node; on a phone its address says something, else the list is meant. */
  const pageId = () => params["id"] ?? (props.view.Empty || (layout.phone() && !location.search) ? undefined : "");
  const isListShown = () => (layout.phone() ? pageId() === undefined : layout.list.value());
  return (
    <div class="content-area">
      <h1 class="visually-hidden">{props.view.area ?? props.view.label}</h1>
      <Show when={isListShown()}>
        <div class="list-pane">
          <Suspense>
            <Dynamic component={props.view.List} />
          </Suspense>
        </div>
      </Show>
      <Switch>
        <Match when={pageId() !== undefined}>
          <NodePane view={props.view} id={pageId()!} />
        </Match>
        <Match when={!layout.phone()}>
          <NothingChosen view={props.view} />
        </Match>
      </Switch>
    </div>
  );
}

const NothingChosen = (props: { view: ContentView }) => (
  <div class="page-empty">
    <Suspense>
      <Dynamic component={props.view.Empty} />
    </Suspense>
  </div>
);

function NodePane(props: { view: ContentView; id: string }) {
  /** Nothing is told about no node. */
  const hasInspector = () => props.view.Inspector !== undefined && props.id !== "";
  const isBeside = () => hasInspector() && layout.inspector.value() && !layout.narrow();
  return (
    <>
      <div class="page-main">
        <header class="page-bar">
          <Show when={layout.phone()}>
            <A class="page-back" href={props.view.path}>
              <ChevronLeft size={20} />
              {props.view.area ?? props.view.label}
            </A>
          </Show>
          <div class="page-bar-slot" ref={setPageBarSlot} />
          <Show when={hasInspector()}>
            <IconButton
              icon={PanelRight}
              label="Inspector"
              keys="Mod ."
              aria-pressed={isBeside() || layout.inspectorSheet()}
              onClick={toggleInspector}
            />
          </Show>
        </header>
        <div class="page-body">
          <Suspense>
            <Dynamic component={props.view.Page} id={props.id} />
          </Suspense>
        </div>
      </div>
      <Show when={isBeside()}>
        <aside class="inspector" aria-label="Inspector">
          <Suspense>
            <Dynamic component={props.view.Inspector} id={props.id} />
          </Suspense>
        </aside>
      </Show>
      <Dialog
        open={layout.inspectorSheet() && layout.narrow() && hasInspector()}
        title="Inspector"
        look="sheet"
        onClose={() => layout.setInspectorSheet(false)}
      >
        <Suspense>
          <Dynamic component={props.view.Inspector} id={props.id} />
        </Suspense>
      </Dialog>
    </>
  );
}
