import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Red, green, blue of a token, 0–255, and its alpha, 0–1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export type ReadColor = (token: string) => Rgba;

/** `rgba(…)` for the canvas; `alpha` multiplies the token's own. */
export const cssColor = ([red, green, blue, own]: Rgba, alpha = 1): string => `rgba(${red}, ${green}, ${blue}, ${own * alpha})`;

/** Reads tokens as a canvas needs them. Browsers answer in the colour space of the token, so one pixel is painted and read. */
function createReader(): ReadColor {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const known = new Map<string, Rgba>();
  const read = (token: string): Rgba => {
    probe.style.color = `var(${token}, var(--color-text-muted))`;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red!, green!, blue!, alpha! / 255];
  };
  return (token) => {
    if (!probe.isConnected) document.body.append(probe);
    const color = known.get(token) ?? read(token);
    known.set(token, color);
    probe.remove();
    return color;
  };
}

/** The tokens as they are now; anew when the theme, the contrast or the system's preference changes. */
export function createThemeColors(): Accessor<ReadColor> {
  const [colors, setColors] = createSignal(createReader());
  const again = () => setColors(() => createReader());
  const observer = new MutationObserver(again);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", again);
  onCleanup(() => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", again);
  });
  return colors;
}
