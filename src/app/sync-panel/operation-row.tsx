import { A } from "@solidjs/router";
import { For, Show, type JSX } from "solid-js";
import type { QueuedOperation } from "../../content/sync/sync.model.ts";
import { ageOf } from "../shell/time-words.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { plural } from "../ui/plural.ts";
import { againWords } from "./sync-words.ts";

/** One change that waits or was refused: what it is about, since when, and why. */
export function OperationRow(props: { operation: QueuedOperation; now: number; children?: JSX.Element }) {
  const kinds = useNodeKinds();
  const facts = () => {
    const { writes, at, attempts } = props.operation;
    return [plural(writes, "record", "records"), ageOf(at, props.now), attempts > 1 ? `tried ${attempts} times` : ""]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <li class="sync-operation" data-failed={props.operation.error ? "" : undefined}>
      <div>
        <p class="sync-operation-names">
          <For each={props.operation.names} fallback="Links, settings and the like">
            {(node) => (
              <A href={kinds.href(node)}>
                <NodeIcon type={node.node_type} named />
                {node.name || "Untitled"}
              </A>
            )}
          </For>
        </p>
        <p class="sync-operation-facts">{facts()}</p>
        <Show when={props.operation.error}>
          {(error) => (
            <p class="sync-operation-error">
              {error().message}
              {againWords(props.operation, props.now)}
            </p>
          )}
        </Show>
      </div>
      <div class="sync-operation-do">{props.children}</div>
    </li>
  );
}
