import { createSignal, createUniqueId, For, Show } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { NodeIcon } from "./node-icon.tsx";
import "./node-field.css";

/** A node as far as a choice needs it. */
export interface ChosenNode {
  readonly id: string;
  readonly node_type: string;
  readonly name: string;
}

interface Found extends ChosenNode {
  readonly folder: string;
  readonly alias?: string | null;
}

interface NodeFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  /** Name of the node that is chosen now. */
  readonly value?: string | undefined;
  /** Left out of the suggestions. */
  readonly except?: string | undefined;
  readonly autofocus?: boolean;
  readonly onChoose: (node: ChosenNode) => void;
}

const MOST = 8;

/** A field that completes the names of nodes of every type (a combobox); empty, it offers those that were opened last. */
export function NodeField(props: NodeFieldProps) {
  const client = useClient();
  const list = createUniqueId();
  const [typed, setTyped] = createSignal<string>();
  const [found, setFound] = createSignal<readonly Found[]>([]);
  const [active, setActive] = createSignal(0);
  let newest = 0;

  const look = async (text: string): Promise<readonly Found[]> => {
    if (!text.trim()) return client.query("recent.list", { limit: MOST + 1 });
    return client.query("node.complete", { text: text.trim(), limit: MOST + 1 });
  };
  /** The answer to an older text is not shown. Resolves when the newest is there. */
  async function ask(text: string): Promise<void> {
    const mine = ++newest;
    const answer = await look(text).catch(() => []);
    if (mine !== newest) return;
    setFound(answer.filter(({ id }, i) => id !== props.except && answer.findIndex((other) => other.id === id) === i).slice(0, MOST));
    setActive(0);
  }
  let asking = Promise.resolve();
  function onInput(text: string) {
    setTyped(text);
    asking = ask(text);
  }
  function close() {
    newest++;
    setTyped(undefined);
    setFound([]);
  }
  function choose(node: Found | undefined) {
    if (!node) return;
    close();
    props.onChoose({ id: node.id, node_type: node.node_type, name: node.name });
  }
  async function chooseActive() {
    await asking;
    choose(found()[active()]);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const count = found().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && count === 0) onInput(typed() ?? "");
    else if (step !== undefined) setActive((at) => (at + step + count) % count);
    else if (event.key === "Enter" && typed() !== undefined) void chooseActive();
    else if (event.key === "Escape" && count > 0) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div class="node-field">
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.label}
        aria-expanded={found().length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found().length > 0 ? `${list}-${active()}` : undefined}
        placeholder={props.placeholder}
        autofocus={props.autofocus}
        value={typed() ?? props.value ?? ""}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <ul id={list} role="listbox" aria-label={`${props.label}: suggestions`} hidden={found().length === 0}>
        <For each={found()}>
          {(node, i) => (
            // The press chooses: a click would come after the field has lost the focus.
            <li
              id={`${list}-${i()}`}
              role="option"
              aria-selected={active() === i()}
              onPointerDown={(event) => (event.preventDefault(), choose(node))}
            >
              <NodeIcon type={node.node_type} />
              <span>
                {node.alias ?? node.name}
                <Show when={node.alias}> → {node.name}</Show>
              </span>
              <Show when={node.folder}>
                <small>{node.folder}</small>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
