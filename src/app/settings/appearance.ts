import { createRoot, createSignal } from "solid-js";

export type Theme = "system" | "light" | "dark";
export type TextSize = "small" | "normal" | "large" | "huge";

interface Choice<T extends string> {
  readonly current: () => T;
  readonly choose: (value: T) => void;
}

/**
 * How this device shows things: an attribute of the document, kept where `public/appearance.js` reads it before the first
 * paint. Other tabs follow at once.
 */
function createChoice<T extends string>(name: "theme" | "textSize", standard: T): Choice<T> {
  const key = `atelier:${name}`;
  const [current, setCurrent] = createSignal<T>((localStorage.getItem(key) as T | null) ?? standard);
  const apply = (value: T) => {
    if (value === standard) delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value;
    setCurrent(() => value);
  };
  window.addEventListener("storage", (event) => event.key === key && apply((event.newValue as T | null) ?? standard));
  return {
    current,
    choose(value) {
      if (value === standard) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      apply(value);
    },
  };
}

export const theme = createRoot(() => createChoice<Theme>("theme", "system"));
export const textSize = createRoot(() => createChoice<TextSize>("textSize", "normal"));
