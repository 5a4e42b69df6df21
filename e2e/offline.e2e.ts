import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "playwright/test";
import { startBuiltServer } from "./built-server.ts";

const built = fileURLToPath(new URL("../dist/client/assets", import.meta.url));

async function installed(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate("navigator.serviceWorker.ready");
}

test("failure 25: the first start offline after the install works, with the wasm from the precache", async ({ browser }) => {
  const server = await startBuiltServer();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await installed(page, server.url);
    await page.close();
    // Not only "offline": the server is gone, and so are the browser's ordinary caches of it.
    await server.stop();
    const offline = await context.newPage();
    const session = await context.newCDPSession(offline);
    await session.send("Network.clearBrowserCache");
    await offline.goto(`${server.url}/notes/deep-link-that-was-never-visited`);
    await offline.waitForFunction("window.atelier");
    const found = await offline.evaluate(`(async () => {
      await atelier.ready;
      const outcomes = await atelier.mutate([{ name: "note.create", args: { id: "offline", name: "Written offline" } }]);
      return { outcomes, storage: (await atelier.status()).storage, note: (await atelier.query("note.get", { id: "offline" })).name };
    })()`);
    expect(found).toMatchObject({ outcomes: [{ ok: true }], storage: "opfs", note: "Written offline" });
  } finally {
    await context.close();
    await server.remove();
  }
});

test("everything that was built is in the precache, and nothing that is dead", async ({ page }) => {
  await installed(page, "/");
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
  const files = readdirSync(built).filter((name) => !/\.(br|gz|map)$/.test(name));
  expect(files.filter((name) => !kept.includes(`/assets/${name}`))).toEqual([]);
  expect(files.filter((name) => /sqlite3-(worker1|opfs-async-proxy)/.test(name))).toEqual([]);
  expect(kept.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});

test("the manifest makes the app installable", async ({ page, request }) => {
  await page.goto("/");
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = (await (await request.get(href!)).json()) as {
    id: string;
    icons: { src: string; sizes: string; purpose: string }[];
    [key: string]: unknown;
  };
  expect(manifest).toMatchObject({ id: "/", name: "Atelier", start_url: "/", display: "standalone" });
  for (const purpose of ["any", "maskable", "monochrome"]) expect(manifest.icons.some((icon) => icon.purpose === purpose)).toBe(true);
  for (const { src } of manifest.icons) expect([src, (await request.get(src)).status()]).toEqual([src, 200]);
});
