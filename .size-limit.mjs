import { existsSync, readFileSync } from "node:fs";

const MANIFEST = new URL("dist/client/.vite/manifest.json", import.meta.url);
if (!existsSync(MANIFEST)) throw new Error("Build first: npm run build");
const chunks = JSON.parse(readFileSync(MANIFEST, "utf8"));

/** The entry and everything it imports at once: what the browser needs before the first paint. Lazy chunks are not in it. */
function shell(name, files = new Set()) {
  const chunk = chunks[name];
  if (files.has(chunk.file)) return files;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const imported of chunk.imports ?? []) shell(imported, files);
  return files;
}

export default [
  {
    name: "shell, gzip",
    path: ["dist/client/index.html", ...[...shell("index.html")].map((file) => `dist/client/${file}`)],
    gzip: true,
    limit: "90 kB",
  },
];
