import { For } from "solid-js";
import "./kbd.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
const APPLE: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };

/** Keys as this device writes them: `Mod K` is ⌘ K on Apple's, Ctrl K elsewhere. */
export const keyNames = (keys: string): string[] =>
  keys.split(" ").map((key) => (isApple ? (APPLE[key] ?? key) : key === "Mod" ? "Ctrl" : key));

export function Kbd(props: { keys: string }) {
  return (
    <span class="keys">
      <For each={keyNames(props.keys)}>{(key) => (key === "then" ? <span>then</span> : <kbd>{key}</kbd>)}</For>
    </span>
  );
}
