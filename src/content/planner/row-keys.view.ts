import { onCleanup, onMount } from "solid-js";

interface RowKeys {
  /** Shift with the right or left arrow on the todo of this id; nothing happens where it means nothing. */
  readonly onRow?: (id: string, step: 1 | -1) => void;
  /** The right or left arrow: on to what comes after, or back. */
  readonly onStep?: (step: 1 | -1) => void;
}

const isTyping = (target: EventTarget | null) =>
  (target as Element | null)?.closest?.("input, textarea, select, [contenteditable], .chart-scroll") != null;

const rows = () =>
  [...document.querySelectorAll<HTMLElement>(".plan-desk [data-todo] .todo-name")].filter((row) => row.offsetParent !== null);

/** A desk of todos by arrow keys: up and down from todo to todo, left and right to the week before and after. */
export function useRowKeys(keys: RowKeys): void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const own = (event.target as Element).closest<HTMLElement>("[data-todo]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.shiftKey || !walk(own, event.key === "ArrowDown" ? 1 : -1)) return;
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const step = event.key === "ArrowRight" ? 1 : -1;
      if (!event.shiftKey && keys.onStep) keys.onStep(step);
      else if (event.shiftKey && own && keys.onRow) keys.onRow(own.dataset["todo"]!, step);
      else return;
    } else return;
    event.preventDefault();
  }
  onMount(() => {
    document.addEventListener("keydown", onKeyDown);
    onCleanup(() => document.removeEventListener("keydown", onKeyDown));
  });
}

/** From the row that has the focus to its neighbour; from elsewhere to the first. */
function walk(own: HTMLElement | null, step: 1 | -1): boolean {
  const all = rows();
  const at = all.findIndex((row) => own?.contains(row));
  const to = at < 0 ? all[0] : all[at + step];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return to !== undefined;
}
