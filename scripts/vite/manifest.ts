import type { ManifestOptions } from "vite-plugin-pwa";

const icon = (name: string, sizes: string, purpose: string) => ({ src: `/icons/${name}`, sizes, type: name.endsWith(".svg") ? "image/svg+xml" : "image/png", purpose });

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
  launch_handler: { client_mode: ["navigate-existing", "auto"] },
};
