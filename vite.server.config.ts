import { defineConfig } from "vite";

/** The server as one file for Node 20, which cannot run TypeScript; nothing is left to install where it runs. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: "server/main.ts",
    outDir: "dist/server",
    target: "node20",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "main.js" } },
  },
});
