import { describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import type { Site, SiteFile } from "./site.ts";

const file = (text: string, more: Partial<SiteFile> = {}): SiteFile => ({
  mime: "text/html; charset=utf-8",
  etag: `"${text.length}"`,
  immutable: false,
  bytes: new TextEncoder().encode(text),
  encoded: {},
  ...more,
});

const site: Site = new Map([
  ["/index.html", file("<!doctype html>")],
  [
    "/assets/a-12345678.js",
    file("plain", {
      mime: "text/javascript; charset=utf-8",
      immutable: true,
      encoded: { br: new Uint8Array([1]), gzip: new Uint8Array([2, 2]) },
    }),
  ],
]);
const app = createApp([site]);
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("the server", () => {
  test("answers /healthz when it is ready, never from a cache", async () => {
    const answer = await get("/healthz");
    expect([answer.status, await answer.text(), answer.headers.get("cache-control")]).toEqual([200, "ok", "no-store"]);
  });

  test("answers the page for every address inside the app", async () => {
    for (const path of ["/", "/index.html", "/notes/0190-abc", "/search?q=a.b"]) {
      const answer = await get(path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, "<!doctype html>"]);
    }
  });

  test("says that a missing file is missing, instead of answering the page", async () => {
    expect((await get("/assets/gone-00000000.js")).status).toBe(404);
  });

  test("lets browsers keep hashed files for ever and makes them ask about the others", async () => {
    expect((await get("/assets/a-12345678.js")).headers.get("cache-control")).toContain("immutable");
    expect((await get("/")).headers.get("cache-control")).toBe("no-cache");
  });

  test.each([
    ["gzip, deflate, br", "br", 1],
    ["gzip", "gzip", 2],
    ["br;q=0, gzip;q=0.5", "gzip", 2],
    ["", null, 5],
    ["x-br", null, 5],
  ])("Accept-Encoding %j is answered with %s", async (accepted, encoding, length) => {
    const answer = await get("/assets/a-12345678.js", { "Accept-Encoding": accepted });
    expect([answer.headers.get("content-encoding"), (await answer.arrayBuffer()).byteLength]).toEqual([encoding, length]);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
  });

  test("answers 304 to a browser that has the file already", async () => {
    const etag = (await get("/")).headers.get("etag")!;
    expect((await get("/", { "If-None-Match": etag })).status).toBe(304);
    expect((await get("/", { "If-None-Match": `"other", W/${etag}` })).status).toBe(304);
    expect((await get("/", { "If-None-Match": '"other"' })).status).toBe(200);
  });

  test("answers HEAD without a body, and 405 to what changes things", async () => {
    const head = await app.request("/", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await app.request("/", { method: "POST" })).status).toBe(405);
  });

  test.each(["/", "/healthz", "/assets/gone-00000000.js"])("security headers are on %s", async (path) => {
    const { headers } = await get(path);
    const policy = headers.get("content-security-policy")!;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("microphone=()");
  });

  test.each([
    "/../package.json",
    "/..%2f..%2fetc%2fpasswd.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/assets\\..\\x.txt",
    "/%00.txt",
  ])("no address leaves the folder: %s", async (path) => expect((await get(path)).status).toBe(404));
});
