import { createEffect, createSignal } from "solid-js";
import type { NodeLinks } from "../spine/spine.model.ts";
import type { NoteRecord } from "./note.model.ts";

interface TitleProps {
  note: NoteRecord;
  links: NodeLinks | undefined;
  onRename: (name: string) => void;
  onDone: () => void;
  /** Enter or arrow down: on to the text. */
  onLeave: () => void;
}

/** The title is edited where it stands. An empty title is not saved: leaving it brings the old one back. */
export function NoteTitle(props: TitleProps) {
  const [focused, setFocused] = createSignal(false);
  let field!: HTMLTextAreaElement;

  createEffect(() => {
    if (!focused()) field.value = props.note.name;
  });
  function done() {
    setFocused(false);
    props.onDone();
    if (!field.value.trim()) field.value = props.note.name;
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const atEnd = field.selectionStart === field.value.length;
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
      spellcheck={true}
      onFocus={() => setFocused(true)}
      onBlur={done}
      onKeyDown={onKeyDown}
      onInput={onInput}
    />
  );
}
