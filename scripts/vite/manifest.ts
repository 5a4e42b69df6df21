import { existsSync } from "node:fs";
import type { ManifestOptions } from "vite-plugin-pwa";

const icon = (name: string, sizes: string, purpose: string) => ({
  src: `/icons/${name}`,
  sizes,
  type: name.endsWith(".svg") ? "image/svg+xml" : "image/png",
  purpose,
});

/** Pictures for the install dialog, taken by scripts/screenshots.mjs. */
const screenshots = (
  [
    ["wide", "1280x800", "A note with its links, beside the list of notes"],
    ["narrow", "780x1688", "A note on a phone"],
  ] as const
).flatMap(([form, sizes, label]) =>
  existsSync(`public/screenshots/${form}.png`)
    ? [{ src: `/screenshots/${form}.png`, sizes, label, type: "image/png", form_factor: form }]
    : [],
);

/** What the installed app is called, looks like and opens. Only what the app handles is declared. */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Atelier",
  short_name: "Atelier",
  description: "One private workspace in the browser: notes, links and search in a single SQLite file on your own device.",
  lang: "en",
  dir: "ltr",
  start_url: "/",
  scope: "/",
  display: "standalone",
  display_override: ["window-controls-overlay", "standalone"],
  background_color: "#f6f5f2",
  theme_color: "#f6f5f2",
  categories: ["productivity", "utilities"],
  icons: [
    icon("icon-192.png", "192x192", "any"),
    icon("icon-512.png", "512x512", "any"),
    icon("maskable-192.png", "192x192", "maskable"),
    icon("maskable-512.png", "512x512", "maskable"),
    icon("monochrome-512.png", "512x512", "monochrome"),
    icon("icon.svg", "any", "any"),
  ],
  screenshots,
  shortcuts: [{ name: "Notes", url: "/notes", icons: [icon("icon-192.png", "192x192", "any")] }],
  launch_handler: { client_mode: ["navigate-existing", "auto"] },
};
