import { For } from "solid-js";
import { MARK_END, MARK_START } from "../../content/search/search.model.ts";

/** Text with its matches highlighted: what stands between the marks of the search. Never markup. */
export function MarkedText(props: { text: string }) {
  const parts = () => props.text.split(MARK_START).map((part, i) => (i === 0 ? { marked: "", plain: part } : split(part)));
  return (
    <For each={parts()}>
      {(part) => (
        <>
          {part.marked && <mark>{part.marked}</mark>}
          {part.plain}
        </>
      )}
    </For>
  );
}

function split(part: string): { marked: string; plain: string } {
  const end = part.indexOf(MARK_END);
  return end < 0 ? { marked: "", plain: part } : { marked: part.slice(0, end), plain: part.slice(end + 1) };
}
