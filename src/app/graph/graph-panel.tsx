import { createUniqueId, For, Match, Switch } from "solid-js";
import type { Group } from "../graph-canvas/groups.ts";
import type { GraphActions, IndexedMap } from "./graph-actions.ts";
import type { GraphAddress } from "./graph-address.ts";
import type { Path } from "./create-path.ts";
import { MissingPanel } from "./missing-panel.tsx";
import { NodeTable } from "./node-table.tsx";
import { OrphansPanel } from "./orphans-panel.tsx";
import { PathPanel } from "./path-panel.tsx";
import { SimilarPanel } from "./similar-panel.tsx";
import "./graph-panel.css";

const TABS = [
  { key: "nodes", label: "Nodes" },
  { key: "path", label: "Path" },
  { key: "alike", label: "Alike" },
  { key: "missing", label: "Missing" },
  { key: "orphans", label: "Orphans" },
] as const;

interface GraphPanelProps {
  readonly address: GraphAddress;
  readonly indexed: IndexedMap | undefined;
  readonly groups: readonly Group[];
  readonly path: Path;
  readonly actions: GraphActions;
}

/** All that the picture says, and what it cannot say, as lists for keyboards and screen readers (GV5). */
export function GraphPanel(props: GraphPanelProps) {
  const id = createUniqueId();
  const current = () => TABS.find(({ key }) => key === props.address.get("tab"))?.key ?? "nodes";
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (TABS.findIndex(({ key }) => key === current()) + step + TABS.length) % TABS.length;
    props.address.change({ tab: TABS[at]!.key });
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[at]!.focus();
  }
  return (
    <section class="graph-panel" aria-label="The graph as lists">
      <div class="graph-tabs" role="tablist" aria-label="Lists" onKeyDown={onKeyDown}>
        <For each={TABS}>
          {({ key, label }) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${key}`}
              aria-selected={current() === key}
              aria-controls={`${id}-panel`}
              tabindex={current() === key ? 0 : -1}
              onClick={() => props.address.change({ tab: key })}
            >
              {label}
            </button>
          )}
        </For>
      </div>
      <div class="graph-tab" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current()}`}>
        <Switch>
          <Match when={current() === "nodes"}>
            <NodeTable address={props.address} indexed={props.indexed} groups={props.groups} actions={props.actions} />
          </Match>
          <Match when={current() === "path"}>
            <PathPanel address={props.address} path={props.path} actions={props.actions} />
          </Match>
          <Match when={current() === "alike"}>
            <SimilarPanel actions={props.actions} indexed={props.indexed} />
          </Match>
          <Match when={current() === "missing"}>
            <MissingPanel actions={props.actions} />
          </Match>
          <Match when={current() === "orphans"}>
            <OrphansPanel />
          </Match>
        </Switch>
      </div>
    </section>
  );
}
