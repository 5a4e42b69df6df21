import { createEffect, createSignal, createUniqueId, For } from "solid-js";
import "../../app/ui/field.css";
import "./fields.css";

/** The name of a thing, edited where it stands; an empty one is not kept. */
export function NameField(props: { name: string; onChange: (name: string) => void; fresh?: boolean }) {
  let field!: HTMLTextAreaElement;
  createEffect(() => {
    if (document.activeElement !== field) field.value = props.name;
  });
  function done(): void {
    const name = field.value.trim();
    if (name && name !== props.name) props.onChange(name);
    else field.value = props.name;
  }
  return (
    <textarea
      rows={1}
      ref={(element) => {
        field = element;
        if (props.fresh) queueMicrotask(() => (element.focus(), element.select()));
      }}
      class="plan-name"
      aria-label="Title"
      maxLength={1000}
      value={props.name}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === "Enter") field.blur();
        if (event.key === "Escape") {
          field.value = props.name;
          field.blur();
        }
      }}
    />
  );
}

const SAVE_AFTER_MS = 800;

/** A longer text that saves itself a moment after the last key, and when it is left. */
export function TextField(props: { label: string; placeholder: string; value: string; onChange: (text: string) => void; rows?: number }) {
  const id = createUniqueId();
  const [typed, setTyped] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function save(): void {
    clearTimeout(timer);
    const text = typed();
    if (text !== undefined && text !== props.value) props.onChange(text);
  }
  return (
    <div class="plan-text">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        class="field"
        rows={props.rows ?? 2}
        placeholder={props.placeholder}
        value={typed() ?? props.value}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          clearTimeout(timer);
          timer = setTimeout(save, SAVE_AFTER_MS);
        }}
        onBlur={() => (save(), setTyped(undefined))}
      />
    </div>
  );
}

/** One of a few, as a plain select with its label. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
}) {
  const id = createUniqueId();
  return (
    <div class="plan-choice">
      <label for={id}>{props.label}</label>
      <select id={id} class="field" value={props.value} onChange={(event) => props.onChange(event.currentTarget.value as T)}>
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

/** A date of the calendar; due at five in the afternoon of it. */
export function DateField(props: { label: string; value: number | null; onChange: (at: number | null) => void }) {
  const id = createUniqueId();
  const day = (at: number) => {
    const date = new Date(at);
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  };
  return (
    <div class="plan-choice">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="field"
        type="date"
        value={props.value === null ? "" : day(props.value)}
        onChange={(event) => props.onChange(event.currentTarget.value ? new Date(`${event.currentTarget.value}T17:00`).getTime() : null)}
      />
    </div>
  );
}

export function HoursField(props: { label: string; value: number | null; onChange: (hours: number | null) => void }) {
  const id = createUniqueId();
  return (
    <div class="plan-choice">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="field"
        type="number"
        min={0}
        max={10_000}
        step={0.25}
        value={props.value ?? ""}
        onChange={(event) => props.onChange(Number.isFinite(event.currentTarget.valueAsNumber) ? event.currentTarget.valueAsNumber : null)}
      />
    </div>
  );
}
