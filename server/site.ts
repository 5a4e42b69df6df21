import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

export const ENCODINGS = { br: ".br", gzip: ".gz" } as const;
export type Encoding = keyof typeof ENCODINGS;

export interface SiteFile {
  readonly mime: string;
  readonly etag: string;
  /** The name contains the hash of the content, so the bytes behind this address never change. */
  readonly immutable: boolean;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>;
}

/** Address → file. A request is looked up here and nowhere else, so no address can leave the folder. */
export type Site = ReadonlyMap<string, SiteFile>;

const MIME: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;

/** Reads a built folder, a few MB, into memory, with the `.br` and `.gz` files beside each one. */
export function readSite(folder: string): Site {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const all = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  // `.vite/manifest.json` is for the size check, not for visitors.
  const names = new Set(all.filter((name) => !name.startsWith(".")));
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const site = new Map<string, SiteFile>();
  for (const name of names) {
    const mime = MIME[extname(name)];
    if (!mime) continue;
    const bytes = read(name);
    const encoded = Object.fromEntries(
      Object.entries(ENCODINGS).flatMap(([encoding, end]) => (names.has(name + end) ? [[encoding, read(name + end)]] : [])),
    );
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    site.set(`/${name}`, { mime, etag, immutable: HASHED.test(`/${name}`), bytes, encoded });
  }
  return site;
}
