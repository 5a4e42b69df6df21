import { ListFilter, RefreshCcwDot, X } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import type { ColourBy } from "../graph-canvas/groups.ts";
import { IconButton, Segmented } from "../ui/index.ts";
import { NodeField } from "../ui/node-field.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { Popover } from "../ui/popover.tsx";
import { SuggestField } from "../ui/suggest-field.tsx";
import { layout } from "../shell/layout-state.ts";
import type { GraphAddress } from "./graph-address.ts";

interface GraphToolsProps {
  readonly address: GraphAddress;
  readonly total: number | undefined;
  readonly onFocus: (id: string) => void;
  readonly onArrange: () => void;
}

const COLOURS: readonly { readonly value: ColourBy; readonly label: string }[] = [
  { value: "cluster", label: "Cluster" },
  { value: "type", label: "Type" },
];

/** The bar over the graph: find, colour, filter, arrange. */
export function GraphTools(props: GraphToolsProps) {
  return (
    <header class="graph-tools">
      <div class="graph-find">
        <NodeField label="Find in the graph" placeholder="Find in the graph" onChoose={({ id }) => props.onFocus(id)} />
      </div>
      <span class="graph-colour">
        <span aria-hidden="true">Colour</span>
        <Segmented
          label="Colour by"
          options={COLOURS}
          value={props.address.colourBy()}
          onChange={(value) => props.address.change({ colour: value === "type" ? "type" : undefined })}
        />
      </span>
      <FilterChips address={props.address} />
      <span class="graph-space" />
      <FilterPopover address={props.address} />
      <IconButton icon={RefreshCcwDot} label="Arrange anew" onClick={() => props.onArrange()} />
      <Show when={layout.phone()}>
        <Segmented
          label="Show"
          options={[
            { value: "", label: "Picture" },
            { value: "nodes", label: "List" },
          ]}
          value={props.address.get("tab") ? "nodes" : ""}
          onChange={(value) => props.address.change({ tab: value })}
        />
      </Show>
    </header>
  );
}

function FilterChips(props: { address: GraphAddress }) {
  const kinds = useNodeKinds();
  const chips = createMemo(() => Object.entries(props.address.filter()) as ["type" | "tag" | "folder", string][]);
  const words = (key: string, value: string) => (key === "tag" ? `#${value}` : key === "type" ? (kinds.of(value)?.label ?? value) : value);
  return (
    <For each={chips()}>
      {([key, value]) => (
        <button
          type="button"
          class="chip graph-chip"
          aria-label={`Remove filter: ${words(key, value)}`}
          onClick={() => props.address.change({ [key]: undefined })}
        >
          <span>{words(key, value)}</span>
          <X size={12} />
        </button>
      )}
    </For>
  );
}

function FilterPopover(props: { address: GraphAddress }) {
  const kinds = useNodeKinds();
  const tags = createLiveQuery("tag.list", () => ({}));
  const folders = createLiveQuery("folder.list", () => ({}));
  return (
    <Popover label="Filter" icon={ListFilter}>
      {(close) => (
        <div class="graph-filter">
          <div role="group" aria-label="Content type">
            <button
              type="button"
              class="chip"
              aria-pressed={!props.address.get("type")}
              onClick={() => props.address.change({ type: undefined })}
            >
              All types
            </button>
            <For each={kinds.all}>
              {({ type, label }) => (
                <button
                  type="button"
                  class="chip"
                  aria-pressed={props.address.get("type") === type}
                  onClick={() => props.address.change({ type })}
                >
                  {label}
                </button>
              )}
            </For>
          </div>
          <SuggestField
            label="Tag"
            placeholder="Tag"
            value={props.address.get("tag") ?? ""}
            suggestions={(tags.data ?? []).map(({ tag }) => tag)}
            onChoose={(tag) => (close(), props.address.change({ tag: tag.replace(/^#/, "") }))}
          />
          <SuggestField
            label="Folder"
            placeholder="Folder"
            value={props.address.get("folder") ?? ""}
            suggestions={(folders.data ?? []).map(({ folder }) => folder).filter(Boolean)}
            onChoose={(folder) => (close(), props.address.change({ folder }))}
          />
        </div>
      )}
    </Popover>
  );
}
