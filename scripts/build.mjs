// Builds dist/client and dist/server (and, with --pages, the pages of the end-to-end tests in dist-e2e).
// Usage: node scripts/build.mjs [--pages] [--if-changed]
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { end, root, run } from "./lib.mjs";

const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".webmanifest", ".wasm", ".svg"]);
const SOURCES = [
  "src",
  "server",
  "public",
  "e2e/pages",
  "scripts/vite",
  "index.html",
  "package-lock.json",
  "vite.config.ts",
  "vite.server.config.ts",
  "scripts/build.mjs",
];

/** A hash over name, size and time of every source: cheap, and never wrong in the direction that serves old code. */
export function sourcesStamp() {
  const hash = createHash("sha256");
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    const stat = statSync(full);
    if (stat.isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
    else hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`);
  };
  SOURCES.forEach(add);
  return hash.digest("hex");
}

function vite(args, env = {}) {
  const built = run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn", ...args], {
    env: { ...process.env, ...env },
  });
  if (!built) end("The build failed; the lines above say why. Correct the cause and run the command again.");
}

/** Writes .br and .gz beside every file that gets smaller, so that the server never compresses while somebody waits. */
function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !COMPRESSED.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const brotli = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    const gzip = gzipSync(bytes, { level: 9 });
    if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
    if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
  }
}

export function build({ pages = false, ifChanged = false } = {}) {
  const stampFile = join(root, "dist/.stamp");
  const stamp = sourcesStamp();
  const upToDate =
    ifChanged && existsSync(join(root, "dist/server/main.js")) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  if (!upToDate) {
    console.log("Building…");
    rmSync(stampFile, { force: true });
    vite([]);
    vite(["--config", "vite.server.config.ts"]);
    compress(join(root, "dist/client"));
    writeFileSync(stampFile, stamp);
  }
  if (pages && existsSync(join(root, "e2e/pages"))) vite([], { ATELIER_E2E: "1" });
  return !upToDate;
}

if (process.argv[1] === import.meta.filename) {
  build({ pages: process.argv.includes("--pages"), ifChanged: process.argv.includes("--if-changed") });
}
