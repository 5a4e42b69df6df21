import { defineConfig } from "vite";

/**
 * The server for Node 20, which cannot run TypeScript. What has files or machine code of its own stays a package: the embedded
 * database and the password hash.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ["@electric-sql/pglite", "@node-rs/argon2"], target: "node" },
  build: {
    ssr: "server/main.ts",
    outDir: "dist/server",
    target: "node20",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "main.js", chunkFileNames: "[name].js" } },
  },
});
