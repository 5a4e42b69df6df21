import { join } from "node:path";
import { build } from "vite";

/** The peers' page and its worker; and the same works as one script for Atelier's page. */
export async function buildSite(root: string, folder: string): Promise<void> {
  const site = join(root, "bench/peers/site");
  const common = { configFile: false, logLevel: "error", root: site } as const;
  await build({
    ...common,
    base: "./",
    build: { outDir: join(folder, "site"), emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 20_000 },
    worker: { format: "es" },
  });
  await build({
    ...common,
    build: {
      outDir: join(folder, "atelier"),
      emptyOutDir: true,
      target: "es2023",
      lib: { entry: join(site, "atelier.ts"), formats: ["iife"], name: "peersBench", fileName: () => "atelier.js" },
    },
  });
}
