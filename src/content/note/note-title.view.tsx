import { createEffect, createSignal, onMount } from "solid-js";
import type { NoteRecord } from "./note.model.ts";

interface TitleProps {
  readonly note: NoteRecord;
  /** A note that was just made: its title is what is typed first. */
  readonly fresh: boolean;
  readonly onEnter: () => void;
  readonly onRename: (name: string) => void;
  /** The title was left; `before` is what it was when it was entered. */
  readonly onDone: (before: string, after: string) => void;
  /** Enter or arrow down: on to the text. */
  readonly onLeave: () => void;
}

/** The title is edited where it stands. An empty title is not saved: leaving it brings the last one back. */
export function NoteTitle(props: TitleProps) {
  const [entered, setEntered] = createSignal<string>();
  let field!: HTMLTextAreaElement;

  createEffect(() => {
    if (entered() === undefined) field.value = props.note.name;
  });
  onMount(() => {
    if (!props.fresh) return;
    field.focus();
    field.select();
  });
  function done() {
    const before = entered() ?? props.note.name;
    const after = field.value.trim();
    setEntered(undefined);
    field.value = after || props.note.name;
    props.onDone(before, after || before);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const atEnd = field.selectionStart === field.value.length;
    if (event.key === "Escape") return field.blur();
    if (event.key !== "Enter" && !(event.key === "ArrowDown" && atEnd)) return;
    event.preventDefault();
    props.onLeave();
  }
  function onInput() {
    if (field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
    const name = field.value.trim();
    if (name) props.onRename(name);
  }
  return (
    <textarea
      ref={field}
      class="note-title"
      aria-label="Title"
      rows={1}
      maxLength={1000}
      placeholder="Untitled"
      onFocus={() => (setEntered(props.note.name), props.onEnter())}
      onBlur={done}
      onKeyDown={onKeyDown}
      onInput={onInput}
    />
  );
}
