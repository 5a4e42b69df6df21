import { A, useParams } from "@solidjs/router";
import { ChevronLeft, PanelRight } from "lucide-solid";
import { Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { ContentView } from "../ui/content-view.ts";
import { Dialog, IconButton } from "../ui/index.ts";
import { setPageBarSlot } from "../ui/page-bar.tsx";
import { layout, toggleInspector } from "./layout-state.ts";
import "./content-area.css";

/** The list pane, the content and the inspector of one content type. On a phone one of them at a time. */
export function ContentArea(props: { view: ContentView }) {
  const params = useParams();
  const isListShown = () => (layout.phone() ? !params["id"] : layout.list.value());
  const isPageShown = () => !layout.phone() || params["id"] !== undefined;
  return (
    <div class="content-area">
      <h1 class="visually-hidden">{props.view.label}</h1>
      <Show when={isListShown()}>
        <div class="list-pane">
          <Suspense>
            <Dynamic component={props.view.List} />
          </Suspense>
        </div>
      </Show>
      <Show when={isPageShown()}>
        <Show when={params["id"]} fallback={<NothingChosen view={props.view} />}>
          {(id) => <NodePane view={props.view} id={id()} />}
        </Show>
      </Show>
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
  const isBeside = () => layout.inspector.value() && !layout.narrow();
  return (
    <>
      <div class="page-main">
        <header class="page-bar">
          <Show when={layout.phone()}>
            <A class="page-back" href={props.view.path}>
              <ChevronLeft size={20} />
              {props.view.label}
            </A>
          </Show>
          <div class="page-bar-slot" ref={setPageBarSlot} />
          <IconButton
            icon={PanelRight}
            label="Inspector"
            keys="Mod ."
            aria-pressed={isBeside() || layout.inspectorSheet()}
            onClick={toggleInspector}
          />
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
        open={layout.inspectorSheet() && layout.narrow()}
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
