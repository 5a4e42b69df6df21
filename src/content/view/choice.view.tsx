import { For } from "solid-js";
import { ChevronDown } from "lucide-solid";
import "./choice.css";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of many, by the browser's own list: what a phone and a screen reader know best. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  return (
    <label class="choice">
      <span class="visually-hidden">{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value as T)}>
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <ChevronDown size={14} />
    </label>
  );
}
