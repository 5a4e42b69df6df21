import { createRoot, createSignal, Show, type JSX } from "solid-js";
import { Portal } from "solid-js/web";

const slot = createRoot(() => {
  const [element, set] = createSignal<HTMLElement>();
  return { element, set };
});

/** The shell says where the bar above the content is. */
export const setPageBarSlot = slot.set;

/** What a page puts into the bar above the content: where the thing is, and what can be done with it. */
export function PageBar(props: { children: JSX.Element }) {
  return <Show when={slot.element()}>{(element) => <Portal mount={element()}>{props.children}</Portal>}</Show>;
}
