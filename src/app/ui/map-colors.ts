import { createSignal, onCleanup } from "solid-js";

const TOKENS = {
  land: "--color-map-land",
  border: "--color-map-border",
  accent: "--color-accent",
  onAccent: "--color-on-accent",
  soft: "--color-accent-soft",
  halo: "--color-surface",
  text: "--color-text",
} as const;

export type MapColors = Readonly<Record<keyof typeof TOKENS, string>>;

/** The tokens as colours that a canvas understands, in the theme of now and of every change of it (UI7). */
export function createMapColors(): () => MapColors {
  const [colors, setColors] = createSignal(readColors());
  const update = () => setColors(readColors());
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  const chosen = new MutationObserver(update);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  for (const query of queries) query.addEventListener("change", update);
  onCleanup(() => {
    chosen.disconnect();
    for (const query of queries) query.removeEventListener("change", update);
  });
  return colors;
}

function readColors(): MapColors {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const colors = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => {
      probe.style.color = `var(${token})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as MapColors;
  probe.remove();
  return colors;
}
