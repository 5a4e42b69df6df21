import { expect, test as base } from "playwright/test";
import { noteIds, openReadyTab, role, run, until, write } from "./tabs-helpers.ts";

/** Playwright switches the back/forward cache off; this is about it. */
const test = base.extend<object, { launchOptions: object }>({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
    { scope: "worker" },
  ],
});

test("failure 21: back from the back/forward cache, or loaded anew, the tab reacquires its place", async ({ context }) => {
  const page = await openReadyTab(context);
  await write(page, "before");
  await run(page, "window.untouched = true; addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))");
  await page.goto("/healthz");
  await page.goBack({ waitUntil: "commit" });
  console.log("from the back/forward cache:", await run(page, "return window.persisted === true"));
  await until(page, "window.atelier && ['leader', 'follower'].includes((await atelier.status()).role)");
  expect(await write(page, "after")).toMatchObject([{ ok: true }]);
  expect(await noteIds(page)).toEqual(["after", "before"]);
});

test("failure 21: while it is away another tab leads, and it follows when it is back", async ({ context }) => {
  const [away, other] = [await openReadyTab(context), await openReadyTab(context)];
  expect(await role(other)).toBe("follower");
  // The first service worker takes its pages over, and a page that it takes over leaves the cache.
  await until(away, "navigator.serviceWorker.controller");
  await run(away, "addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))");
  await away.goto("/healthz");
  await until(other, "(await atelier.status()).role === 'leader'");
  await write(other, "meanwhile");
  await away.goBack({ waitUntil: "commit" });
  await until(away, "window.atelier && (await atelier.status()).role === 'follower'");
  expect(await noteIds(away)).toEqual(["meanwhile"]);
  expect(await run(away, "return window.persisted"), "the other led although this one was in the cache still").toBe(true);
});
