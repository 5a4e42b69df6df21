import { useNavigate } from "@solidjs/router";
import { Search, X } from "lucide-solid";
import { createEffect, createMemo, For, Match, onCleanup, Show, Suspense, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { isNarrowed, withoutAll } from "../../app/latch/axes.ts";
import { LatchBar } from "../../app/latch/latch-bar.tsx";
import { showToast } from "../../app/ui/index.ts";
import { contentViews } from "../index.view.tsx";
import { layouts } from "./layouts.view.ts";
import { ViewHead } from "./view-head.view.tsx";
import { createOpenView, type OpenView } from "./view-state.view.ts";
import { type Layout, type NodeFilter } from "./view.model.ts";
import "./view-page.css";

const TYPING_MS = 200;
const NONE: readonly (keyof NodeFilter)[] = [];

/** A set of nodes and one of the ways to show it; with an empty id, everything or what the address says. */
export function ViewPage(props: { id: string }) {
  const client = useClient();
  const navigate = useNavigate();
  const view = createOpenView(() => props.id);
  async function open(id: string) {
    const node = await client.query("node.get", { id });
    const area = node && contentViews.find(({ type }) => type === node.node_type);
    if (area) navigate(`${area.path}/${id}`);
    else showToast({ text: "This has no page of its own yet." });
  }
  return (
    <Switch>
      <Match when={props.id && view.saved() === null}>
        <p class="view-message">This view is not here any more. It was deleted for ever, or this address is of another workspace.</p>
      </Match>
      <Match when={view.state()}>
        {(state) => (
          <section class="view-page" aria-label={view.saved()?.name ?? "Everything"}>
            <ViewHead id={props.id} view={view} />
            <Tools view={view} />
            <div class="view-body">
              <Suspense>
                <Dynamic
                  component={(layouts[state().layout] ?? layouts.list)?.View}
                  filter={state().filter}
                  change={view.change}
                  options={state().options}
                  setOptions={view.setOptions}
                  open={(id: string) => void open(id)}
                />
              </Suspense>
            </div>
          </section>
        )}
      </Match>
    </Switch>
  );
}

/** How it is shown, what it is narrowed to, and how much of the whole that is. */
function Tools(props: { view: OpenView }) {
  const filter = createMemo(() => props.view.state()?.filter ?? {});
  const found = createLiveQuery("node.count", () => filter(), { keep: true });
  const all = createLiveQuery("node.count", () => ({}), { keep: true });
  let strip!: HTMLDivElement;
  // On a phone the strip is wider than the screen.
  createEffect(() => {
    const chosen = strip.querySelector<HTMLElement>(`[value="${props.view.state()?.layout}"]`)?.parentElement;
    if (chosen) strip.scrollLeft = chosen.offsetLeft - (strip.clientWidth - chosen.clientWidth) / 2;
  });
  return (
    <div class="view-tools">
      <div class="view-layouts" role="radiogroup" aria-label="Layout" ref={strip}>
        <For each={Object.entries(layouts)}>
          {([name, layout]) => (
            <label data-tip={layout.label}>
              <input
                type="radio"
                name="layout"
                value={name}
                checked={props.view.state()?.layout === name}
                onChange={() => props.view.setLayout(name as Layout)}
              />
              <span>
                {layout.icon({ size: 15 })}
                <span>{layout.label}</span>
              </span>
            </label>
          )}
        </For>
      </div>
      <div class="view-narrow">
        <LatchBar filter={filter()} change={props.view.change} />
        <Words text={filter().text ?? ""} onText={(text) => props.view.change({ text: text || undefined })} />
        <Show when={isNarrowed(filter(), NONE)}>
          <button type="button" class="view-clear" onClick={() => props.view.change(withoutAll(NONE))}>
            Show all
          </button>
        </Show>
        <output class="view-count" aria-label="Shown">
          <Show when={found.data && all.data}>
            <b>{found.data!.count.toLocaleString()}</b> of {all.data!.count.toLocaleString()}
          </Show>
        </output>
      </div>
    </div>
  );
}

/** Words as in search, applied while they are typed. */
function Words(props: { text: string; onText: (text: string) => void }) {
  let timer = 0;
  onCleanup(() => clearTimeout(timer));
  const apply = (text: string) => props.onText(text.trim());
  return (
    <div class="view-words">
      <Search size={14} />
      <input
        type="text"
        aria-label="Words"
        placeholder="Words, tag:, is:…"
        value={props.text}
        maxLength={2000}
        onInput={(event) => {
          const { value } = event.currentTarget;
          clearTimeout(timer);
          timer = window.setTimeout(apply, TYPING_MS, value);
        }}
      />
      <Show when={props.text}>
        <button type="button" aria-label="Remove words" onClick={() => props.onText("")}>
          <X size={12} />
        </button>
      </Show>
    </div>
  );
}
