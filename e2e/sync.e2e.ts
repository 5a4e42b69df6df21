import { expect, test } from "playwright/test";
import {
  close,
  type Device,
  mutate,
  nameThere,
  newDevice,
  noteOf,
  openApp,
  pair,
  query,
  settled,
  sharedServer,
  someone,
  statusOf,
} from "./sync-helpers.ts";
import { median, run } from "./tabs-helpers.ts";

// An account, and changes that get from one browser to another.
test.setTimeout(120_000);

const server = sharedServer();

test("SU1 SU2: from the settings, in plain words: an account, a mode, sync now", async ({ browser }) => {
  const account = someone();
  const { page, context } = await newDevice(browser, server.url);
  await mutate(page, "note.create", { id: "song", name: "Song" });
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Sync off" })).toBeVisible();
  await page.goto(`${server.url}/settings#sync`);
  const section = page.getByRole("region", { name: "Sync", exact: true });
  await expect(section).toContainText("Nothing leaves this device until you turn sync on.");
  await section.getByLabel("Name").fill(account.name);
  await section.getByLabel("Password").fill(account.password);
  await page.keyboard.press("Enter");
  await section.getByRole("radio", { name: "Manual" }).check();
  await section.getByRole("button", { name: "Sync now" }).click();
  await expect(section.getByRole("status")).toContainText("Everything is synced");
  await expect(page.getByRole("contentinfo").getByRole("link", { name: /^Synced/ })).toBeVisible();
  await context.close();
});

test("an edit here is seen there: median and p95", async ({ browser }) => {
  const { here, there } = await pair(browser, server.url);
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const name = `Song ${i}`;
    const seen = run<number>(
      there.page,
      `return new Promise((resolve) => atelier.watch("note.get", { id: "song" }, (note) => note?.name === "${name}" && resolve(Date.now())))`,
    );
    await mutate(here.page, "note.update", { id: "song", name });
    const from = await run<number>(here.page, "return Date.now()");
    times.push((await seen) - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  console.log(`edit here → seen there: median ${median(times)} ms, p95 ${sorted[Math.floor(sorted.length * 0.95)]} ms, of ${times.length}`);
  expect(median(times)).toBeLessThan(6000);
  await close(here, there);
});

test("different fields changed offline on both sides are both there", async ({ browser }) => {
  const { here, there } = await pair(browser, server.url);
  await Promise.all([here, there].map(({ context }) => context.setOffline(true)));
  await mutate(here.page, "note.update", { id: "song", name: "Salt Lantern" });
  await mutate(there.page, "node.update", { id: "song", tags: ["album"] });
  await Promise.all([here, there].map(({ context }) => context.setOffline(false)));
  for (const { page } of [here, there])
    await expect
      .poll(
        async () => {
          const note = await noteOf(page, "song");
          return [note?.name, note?.tags];
        },
        { timeout: 30_000 },
      )
      .toEqual(["Salt Lantern", ["album"]]);
  expect((await statusOf(here.page)).conflicts + (await statusOf(there.page)).conflicts).toBe(0);
  await close(here, there);
});

test("CL13: what changed elsewhere while nobody listened is there when somebody looks again", async ({ browser }) => {
  const { here, there } = await pair(browser, server.url);
  await there.context.route("**/v1/events*", (route) => route.abort());
  await there.page.reload();
  await nameThere(there.page, "song", "Song");
  await expect.poll(async () => (await statusOf(there.page)).phase).toBe("idle");
  await mutate(here.page, "note.update", { id: "song", name: "Changed meanwhile" });
  await settled(here.page);
  expect((await noteOf(there.page, "song"))?.name).toBe("Song");
  await there.page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
  await nameThere(there.page, "song", "Changed meanwhile", 10_000);
  await close(here, there);
});

test("SU13: the service worker sends what was left when the last tab was closed", async ({ browser }) => {
  const { here, there } = await pair(browser, server.url);
  await here.page.evaluate("navigator.serviceWorker.ready");
  await here.context.setOffline(true);
  await mutate(here.page, "note.update", { id: "song", name: "Closed too soon" });
  await expect.poll(() => sealed(here.page)).toBeGreaterThan(0);
  await here.page.close();
  await here.context.setOffline(false);
  expect((await noteOf(there.page, "song"))?.name).toBe("Song");

  // Background Sync itself is the browser's; what it would do is asked of it here, from a page of another origin.
  const helper = await here.context.newPage();
  const session = await here.context.newCDPSession(helper);
  const registration = new Promise<string>((resolve) =>
    session.on(
      "ServiceWorker.workerRegistrationUpdated",
      ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId),
    ),
  );
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.dispatchSyncEvent", {
    origin: server.url,
    registrationId: await registration,
    tag: "atelier-push",
    lastChance: false,
  });
  await nameThere(there.page, "song", "Closed too soon", 30_000);

  await helper.close();
  const again = await here.context.newPage();
  await openApp(again, server.url);
  await expect.poll(() => query<unknown[]>(again, "sync.queue", {}), { timeout: 20_000 }).toEqual([]);
  await close(here, there);
});

/** How many pushes lie ready for the service worker. */
const sealed = (page: Device["page"]): Promise<number> =>
  run(
    page,
    `return new Promise((resolve, reject) => {
      const opening = indexedDB.open("atelier-sealed-pushes", 1);
      opening.onupgradeneeded = () => ["pushes", "answers"].forEach((name) => opening.result.createObjectStore(name, { keyPath: "id" }));
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const count = opening.result.transaction("pushes").objectStore("pushes").count();
        count.onsuccess = () => { opening.result.close(); resolve(count.result); };
      };
    })`,
  );
