import { type Context, Hono } from "hono";
import { SECURITY_HEADERS } from "./headers.ts";
import { ENCODINGS, type Encoding, type Site, type SiteFile } from "./site.ts";

const YEAR = "public, max-age=31536000, immutable";
/** A path whose last part has a dot is a file that does not exist; any other is an address inside the app. */
const NAMES_A_FILE = /\.[a-z0-9]+$/i;

export interface Parts {
  /** The sync server, below `/v1`. */
  readonly api?: Hono;
  /** A sentence while the server cannot do all of its work. */
  readonly trouble?: () => string | undefined;
  readonly metrics?: { readonly text: () => string; readonly mayRead: (c: Context) => boolean };
}

/**
 * The server: the built app with deep links, compression, caching and security headers, the sync server, `/healthz` and
 * `/metrics`. Earlier sites win.
 */
export function createApp(sites: readonly Site[], { api, trouble, metrics }: Parts = {}): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
  });
  app.get("/healthz", (c) => {
    c.header("Cache-Control", "no-store");
    const sentence = trouble?.();
    return sentence ? c.text(sentence, 503) : c.text("ok");
  });
  if (api) app.route("/v1", api);
  if (metrics)
    app.get("/metrics", (c) => {
      c.header("Cache-Control", "no-store");
      return metrics.mayRead(c) ? c.text(metrics.text()) : c.text("Metrics are for this machine, or for who has the token.", 403);
    });
  app.get("*", (c) => {
    const file = find(sites, c.req.path);
    if (!file) return c.text("There is nothing at this address.", 404);
    return answer(file, c.req.header("Accept-Encoding") ?? "", c.req.header("If-None-Match"));
  });
  app.all("*", (c) => c.text("This server answers GET only.", 405, { Allow: "GET, HEAD" }));
  return app;
}

function find(sites: readonly Site[], path: string): SiteFile | undefined {
  const name = path === "/" ? "/index.html" : path;
  const exact = sites.find((site) => site.has(name))?.get(name);
  return exact ?? (NAMES_A_FILE.test(name) ? undefined : sites[0]?.get("/index.html"));
}

function answer(file: SiteFile, accepted: string, known: string | undefined): Response {
  const headers = new Headers({
    "Content-Type": file.mime,
    "Cache-Control": file.immutable ? YEAR : "no-cache",
    ETag: file.etag,
    Vary: "Accept-Encoding",
  });
  if (known?.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, "") === file.etag)) return new Response(null, { status: 304, headers });
  const encoding = (Object.keys(ENCODINGS) as Encoding[]).find((name) => file.encoded[name] && accepts(accepted, name));
  if (encoding) headers.set("Content-Encoding", encoding);
  return new Response(encoding ? file.encoded[encoding] : file.bytes, { headers });
}

/** Does an Accept-Encoding header allow `encoding`? `;q=0` forbids it. */
function accepts(header: string, encoding: Encoding): boolean {
  return header.split(",").some((part) => {
    const [name, ...params] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === encoding && !params.some((param) => /^q=0(\.0*)?$/.test(param));
  });
}
