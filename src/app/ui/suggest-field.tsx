import { createMemo, createSignal, createUniqueId, For } from "solid-js";
import "./suggest-field.css";

interface SuggestFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly suggestions: readonly string[];
  readonly value?: string;
  readonly autofocus?: boolean;
  /** Enter, a comma, or a click on a suggestion. `text` is trimmed; it may be empty. */
  readonly onChoose: (text: string) => void;
  /** Backspace in the empty field. */
  readonly onBackspace?: () => void;
}

const MOST = 8;

/** A line of text with suggestions below it (a combobox): arrows choose one, Enter takes it or what was typed. */
export function SuggestField(props: SuggestFieldProps) {
  const list = createUniqueId();
  const [typed, setTyped] = createSignal<string>();
  const [active, setActive] = createSignal(-1);
  const text = () => typed() ?? props.value ?? "";
  const found = createMemo(() => {
    const wanted = typed()?.trim().toLowerCase();
    if (wanted === undefined) return [];
    const matches = props.suggestions.filter((item) => item.toLowerCase().includes(wanted) && item.toLowerCase() !== wanted);
    const starts = (item: string) => Number(!item.toLowerCase().startsWith(wanted));
    return matches.toSorted((a, b) => starts(a) - starts(b)).slice(0, MOST);
  });

  function choose(item: string) {
    setTyped(undefined);
    setActive(-1);
    props.onChoose(item.trim());
  }
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLInputElement }) {
    if (event.isComposing) return;
    const count = found().length;
    if (event.key === "ArrowDown" && typed() === undefined) setTyped(text());
    else if (event.key === "ArrowDown") setActive((at) => (at + 1) % Math.max(1, count));
    else if (event.key === "ArrowUp") setActive((at) => (at - 1 + count) % Math.max(1, count));
    else if (event.key === "Enter" || event.key === ",") choose(found()[active()] ?? text());
    else if (event.key === "Escape" && count > 0) setTyped(undefined);
    else if (event.key === "Backspace" && text() === "") props.onBackspace?.();
    else return;
    if (event.key !== "Backspace") {
      event.preventDefault();
      event.stopPropagation();
    }
  }
  return (
    <div class="suggest">
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={props.label}
        aria-expanded={found().length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active() >= 0 ? `${list}-${active()}` : undefined}
        placeholder={props.placeholder}
        autofocus={props.autofocus}
        value={text()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => (typed()?.trim() ? choose(text()) : setTyped(undefined))}
      />
      <ul id={list} class="suggest-list" role="listbox" aria-label={`${props.label}: suggestions`} hidden={found().length === 0}>
        <For each={found()}>
          {(item, i) => (
            // The press chooses: a click would come after the field has lost the focus.
            <li
              id={`${list}-${i()}`}
              role="option"
              aria-selected={active() === i()}
              onPointerDown={(event) => (event.preventDefault(), choose(item))}
            >
              {item}
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
