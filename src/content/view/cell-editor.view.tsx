import { createUniqueId, For, onMount, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import type { Column } from "./table-columns.view.ts";

const MOST = 50;

interface EditorProps {
  readonly label: string;
  readonly edit: NonNullable<Column["edit"]>;
  readonly node: NodeRow;
  /** What was typed; undefined: nothing is to change. */
  readonly onDone: (text: string | undefined) => void;
}

/** A field in the place of a cell. Enter and leaving it keep what was typed, Escape does not. */
export function CellEditor(props: EditorProps) {
  const list = createUniqueId();
  const values = createLiveQuery("latch.category", () => (props.edit.suggest ? { by: props.edit.suggest, limit: MOST } : undefined));
  let field!: HTMLInputElement;
  let isDone = false;
  onMount(() => {
    field.focus();
    if (field.type === "text") field.select();
  });
  function done(text: string | undefined): void {
    if (isDone) return;
    isDone = true;
    props.onDone(text);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    done(event.key === "Enter" ? field.value.trim() : undefined);
  }
  return (
    <>
      <input
        ref={field}
        class="table-field"
        type={props.edit.input}
        aria-label={props.label}
        list={props.edit.suggest ? list : undefined}
        value={props.edit.value(props.node)}
        maxLength={1000}
        onKeyDown={onKeyDown}
        onBlur={() => done(field.value.trim())}
      />
      <Show when={props.edit.suggest}>
        <datalist id={list}>
          <For each={values.data}>
            {({ value }) => (
              <Show when={value}>
                <option value={value} />
              </Show>
            )}
          </For>
        </datalist>
      </Show>
    </>
  );
}
