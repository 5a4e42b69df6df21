import { expect, test, type Browser, type Page } from "playwright/test";
import { emptyData, startBuiltServer, type BuiltServer } from "./built-server.ts";
import { violations } from "./axe.ts";
import {
  ADA,
  type Device,
  GRACE,
  isPaused,
  mutate,
  nameThere,
  newDevice,
  newSyncing,
  noteOf,
  openApp,
  query,
  settled,
  signIn,
  statusOf,
  task,
  wipe,
} from "./sync-helpers.ts";
import { median, run } from "./tabs-helpers.ts";

test.setTimeout(120_000);

let server: BuiltServer;
test.beforeEach(async () => {
  server = await startBuiltServer(await emptyData());
});
test.afterEach(() => server.remove());

/** Two browsers with one account, and a note that both have. */
async function pair(browser: Browser): Promise<[Device, Device]> {
  const [here, there] = await Promise.all([newDevice(browser, server.url), newDevice(browser, server.url)]);
  await signIn(here, "sign_up");
  await mutate(here.page, "note.create", { id: "song", name: "Song", content: "Verse one.\n\nVerse two.\n" });
  await task(here.page, "sync.now");
  await settled(here.page);
  await signIn(there, "sign_in");
  await nameThere(there.page, "song", "Song");
  return [here, there];
}
const close = (...devices: Device[]) => Promise.all(devices.map(({ context }) => context.close()));

test("SU1 SU2: from the settings, in plain words: an account, a mode, sync now", async ({ browser }) => {
  const { page, context } = await newDevice(browser, server.url);
  await mutate(page, "note.create", { id: "song", name: "Song" });
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Sync off" })).toBeVisible();
  await page.goto(`${server.url}/settings#sync`);
  const section = page.getByRole("region", { name: "Sync", exact: true });
  await expect(section).toContainText("Nothing leaves this device until you turn sync on.");
  await section.getByLabel("Name").fill(ADA.name);
  await section.getByLabel("Password").fill(ADA.password);
  await page.keyboard.press("Enter");
  await section.getByRole("radio", { name: "Manual" }).check();
  await section.getByRole("button", { name: "Sync now" }).click();
  await expect(section.getByRole("status")).toContainText("Everything is synced");
  await expect(page.getByRole("contentinfo").getByRole("link", { name: /^Synced/ })).toBeVisible();
  await context.close();
});

test("an edit here is seen there: median and p95", async ({ browser }) => {
  const [here, there] = await pair(browser);
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
  const [here, there] = await pair(browser);
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

/** Both change the text while offline; `there` comes back last, so the server has the other one by then. */
async function collide(here: Device, there: Device): Promise<void> {
  await Promise.all([here, there].map(({ context }) => context.setOffline(true)));
  await mutate(here.page, "note.update", { id: "song", content: "Verse one, slower.\n\nVerse two.\n" });
  await mutate(there.page, "note.update", { id: "song", content: "Verse one, louder.\n\nVerse two, too.\n" });
  await here.context.setOffline(false);
  await settled(here.page);
  await there.context.setOffline(false);
  await settled(there.page);
}
const conflictsOf = async ({ page }: Device) => (await statusOf(page)).conflicts;

test("SU5–SU7: the same field on both sides is a conflict, shown on the page, merged by hand, gone on both", async ({ browser }) => {
  const [here, there] = await pair(browser);
  await collide(here, there);
  await expect.poll(async () => (await conflictsOf(here)) + (await conflictsOf(there)), { timeout: 30_000 }).toBeGreaterThan(0);
  const { page } = (await conflictsOf(there)) > 0 ? there : here;
  await page
    .getByRole("navigation", { name: "Areas" })
    .getByRole("link", { name: /^Sync: 1 conflict/ })
    .click();
  await expect(page.getByRole("region", { name: "Mine" })).toContainText("Verse one,");
  await expect(page.getByRole("region", { name: "Theirs" })).toContainText("Verse one,");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Merge…" }).click();
  await page.getByRole("textbox", { name: "Result" }).fill("Verse one, slower and louder.\n\nVerse two, too.\n");
  await page.getByRole("button", { name: "Save the merge" }).click();
  await expect(page.getByRole("heading", { name: "No conflicts" })).toBeVisible();
  for (const device of [here, there]) {
    await expect.poll(async () => (await noteOf(device.page, "song"))?.content, { timeout: 30_000 }).toContain("slower and louder");
    await expect.poll(() => conflictsOf(device), { timeout: 30_000 }).toBe(0);
  }
  await close(here, there);
});

test("SU5: deleted on one side, changed on the other: it stays, and the person is asked", async ({ browser }) => {
  const [here, there] = await pair(browser);
  await Promise.all([here, there].map(({ context }) => context.setOffline(true)));
  await mutate(here.page, "node.trash", { id: "song" });
  await mutate(here.page, "trash.empty", {});
  await mutate(there.page, "note.update", { id: "song", content: "Verse one, and a new one.\n" });
  await here.context.setOffline(false);
  await settled(here.page);
  await there.context.setOffline(false);
  await settled(there.page);
  await expect.poll(() => conflictsOf(there), { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await noteOf(there.page, "song"))?.content).toContain("a new one");
  await there.page.goto(`${server.url}/conflicts`);
  await there.page.getByRole("button", { name: "Keep it" }).click();
  await expect(there.page.getByRole("heading", { name: "No conflicts" })).toBeVisible();
  await expect.poll(async () => (await noteOf(here.page, "song"))?.content, { timeout: 30_000 }).toContain("a new one");
  await close(here, there);
});

test("a server that is killed in the middle and started again loses nothing", async ({ browser }) => {
  const [here, there] = await pair(browser);
  for (let i = 0; i < 30; i++) await mutate(here.page, "note.create", { id: `n${i}`, name: `Note ${i}` });
  await expect.poll(async () => (await statusOf(here.page)).phase, { intervals: [20] }).toBe("syncing");
  await server.stop("SIGKILL");
  for (let i = 30; i < 40; i++) await mutate(here.page, "note.create", { id: `n${i}`, name: `Note ${i}` });
  await server.restart();
  await task(here.page, "sync.now");
  await settled(here.page, 60_000);
  await expect
    .poll(async () => (await run<object[]>(there.page, `return atelier.sql("SELECT id FROM nodes WHERE id LIKE 'n%'")`)).length, {
      timeout: 60_000,
    })
    .toBe(40);
  expect((await statusOf(here.page)).dead).toBe(0);
  await close(here, there);
});

test("a server that was wiped gets everything again from its clients", async ({ browser }) => {
  const [here, there] = await pair(browser);
  await mutate(there.page, "note.create", { id: "other", name: "From there" });
  await settled(there.page);
  await nameThere(here.page, "other", "From there");
  await wipe(server);
  await task(here.page, "sync.now").catch(() => undefined);
  await expect.poll(() => isPaused(here.page), { timeout: 60_000 }).toBe(true);
  await task(here.page, "sync.sign_up", ADA);
  await task(here.page, "sync.now");
  await settled(here.page, 60_000);
  const third = await newSyncing(browser, server.url, "sign_in");
  await nameThere(third.page, "song", "Song", 30_000);
  await nameThere(third.page, "other", "From there", 30_000);
  await close(here, there, third);
});

test("SU2: a session that ended while offline pauses sync, says so, and loses nothing", async ({ browser }) => {
  const [here, there] = await pair(browser);
  await here.context.setOffline(true);
  await mutate(here.page, "note.update", { id: "song", name: "Written without a session" });
  await here.context.clearCookies();
  await here.context.setOffline(false);
  await task(here.page, "sync.now").catch(() => undefined);
  await expect.poll(() => isPaused(here.page), { timeout: 30_000 }).toBe(true);
  await expect(here.page.getByRole("contentinfo").getByRole("link", { name: "Sync paused" })).toBeVisible();
  expect((await noteOf(here.page, "song"))?.name).toBe("Written without a session");
  await here.page.goto(`${server.url}/sync`);
  await here.page.getByLabel("Password").fill(ADA.password);
  await here.page.getByRole("button", { name: "Sign in" }).click();
  await nameThere(there.page, "song", "Written without a session", 30_000);
  await close(here, there);
});

test("SU2: signing out leaves everything, and what is written then is sent after the next sign-in", async ({ browser }) => {
  const [here, there] = await pair(browser);
  const { page } = here;
  await page.goto(`${server.url}/sync`);
  await page.getByRole("button", { name: "Sign out…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Everything you see stays here");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Signed out" })).toBeVisible();
  await mutate(page, "note.update", { id: "song", name: "Written while signed out" });
  await signInBy(page, ADA);
  await settled(page);
  await nameThere(there.page, "song", "Written while signed out");
  await close(here, there);
});

async function signInBy(page: Page, { name, password }: { name: string; password: string }): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
const accountOf = async (page: Page) => (await statusOf(page).catch(() => null))?.account?.name;
const notesOf = async (page: Page) =>
  (await run<{ id: string }[]>(page, `return atelier.sql("SELECT id FROM notes ORDER BY id")`)).map(({ id }) => id);

test("SU14: another account gets a workspace of its own; the first one's is not touched, opens without signing in, and syncs on with its account", async ({
  browser,
}) => {
  const grace = await newSyncing(browser, server.url, "sign_up", GRACE);
  await mutate(grace.page, "note.create", { id: "moth", name: "Grace's moth" });
  await settled(grace.page);
  const { page, context } = await newSyncing(browser, server.url, "sign_up");
  await mutate(page, "note.create", { id: "song", name: "Ada's song" });
  await settled(page);
  const second = await context.newPage();
  await openApp(second, `${server.url}/notes/song`);
  await task(page, "sync.sign_out");
  await mutate(page, "note.update", { id: "song", name: "Ada's song, not sent" });

  await page.goto(`${server.url}/sync`);
  await page.getByLabel("Name").fill(GRACE.name);
  await expect(page.getByText("This workspace is ada's.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await signInBy(page, GRACE);
  await expect(page.getByText("This is grace's workspace.")).toBeVisible({ timeout: 20_000 });
  await nameThere(page, "moth", "Grace's moth");
  expect(await notesOf(page)).toEqual(["moth"]);
  // The other tab follows; what is written there is grace's.
  await expect.poll(() => accountOf(second), { timeout: 20_000 }).toBe("grace");
  await mutate(second, "note.create", { id: "relay", name: "Relay" });
  await nameThere(grace.page, "relay", "Relay");
  expect(await notesOf(grace.page)).toEqual(["moth", "relay"]);

  await page.getByRole("button", { name: "Open", exact: true }).first().waitFor();
  const row = page.locator(".settings-row").filter({ hasText: "ada's workspace" });
  await row.getByRole("button", { name: "Open" }).click();
  await expect.poll(() => accountOf(page), { timeout: 20_000 }).toBe("ada");
  expect(await notesOf(page)).toEqual(["song"]);
  expect(await statusOf(page)).toMatchObject({ phase: "signed_out", pending: 1 });
  // With grace's session nothing of ada's is sent, whoever asks for it.
  await expect(task(page, "sync.now")).rejects.toThrow("signed in with another account");
  await expect.poll(() => accountOf(second), { timeout: 20_000 }).toBe("ada");

  await page.goto(`${server.url}/sync`);
  await signInBy(page, ADA);
  await settled(page);
  expect((await noteOf(page, "song"))?.name).toBe("Ada's song, not sent");
  const ada = await newSyncing(browser, server.url, "sign_in");
  await nameThere(ada.page, "song", "Ada's song, not sent");
  expect(await notesOf(ada.page)).toEqual(["song"]);
  await task(grace.page, "sync.now");
  expect(await notesOf(grace.page)).toEqual(["moth", "relay"]);
  await close(grace, ada, { page, context });
});

test("SU9–SU12: a shared space: made, invited by link, moved into, read by a viewer whose write never lands", async ({ browser }) => {
  const here = await newSyncing(browser, server.url, "sign_up");
  await mutate(here.page, "note.create", { id: "song", name: "Song" });
  await here.page.goto(`${server.url}/spaces`);
  await here.page.getByRole("button", { name: "New space" }).click();
  await here.page.getByLabel("Name").fill("The band");
  await here.page.getByRole("button", { name: "Make it" }).click();
  const card = here.page.getByRole("region", { name: "The band" });
  await card.getByRole("button", { name: "Invite…" }).click();
  await here.page.getByRole("radio", { name: /Viewer/ }).check();
  await here.page.getByRole("button", { name: "Make a link" }).click();
  const link = await here.page.getByLabel("Link").inputValue();
  await here.page.getByRole("button", { name: "Done" }).click();

  await here.page.goto(`${server.url}/notes/song`);
  await here.page.getByRole("button", { name: "More actions" }).click();
  await here.page.getByRole("menuitem", { name: "Move to a space…" }).click();
  await here.page.getByRole("radio", { name: /The band/ }).check();
  await here.page.getByRole("button", { name: "Move", exact: true }).click();
  await expect(here.page.getByRole("complementary", { name: "Inspector" })).toContainText("in The band");
  await settled(here.page);

  const there = await newSyncing(browser, server.url, "sign_up", GRACE);
  await openApp(there.page, link);
  await there.page.getByRole("button", { name: "Join" }).click();
  await expect(there.page.getByRole("region", { name: "The band" })).toContainText("Viewer");
  await nameThere(there.page, "song", "Song", 30_000);
  await there.page.evaluate(`atelier.mutate([{ name: "note.update", args: { id: "song", name: "Not mine to change" } }])`);
  await task(there.page, "sync.now").catch(() => undefined);
  await expect.poll(async () => (await statusOf(there.page)).pending, { timeout: 30_000 }).toBe(0);
  await task(here.page, "sync.now");
  expect((await noteOf(here.page, "song"))?.name).toBe("Song");
  await close(here, there);
});

test("SU15: a conflict in a shared space says who made the other change", async ({ browser }) => {
  const here = await newSyncing(browser, server.url, "sign_up");
  await task(here.page, "space.create", { id: "the-band", name: "The band" });
  await mutate(here.page, "note.create", { id: "song", name: "Song", content: "Verse one.\n" });
  await mutate(here.page, "node.move_to_space", { id: "song", space_id: "the-band" });
  const { url } = await task<{ url: string }>(here.page, "space.invite", { space_id: "the-band", role: "editor" });
  await settled(here.page);
  const there = await newSyncing(browser, server.url, "sign_up", GRACE);
  await task(there.page, "space.join", { token: url });
  // The first may join a round that was under way before.
  await task(there.page, "sync.now");
  await task(there.page, "sync.now");
  await nameThere(there.page, "song", "Song", 30_000);
  await mutate(there.page, "note.update", { id: "song", name: "Song of the band" });
  await nameThere(here.page, "song", "Song of the band", 30_000);
  await collide(here, there);
  await expect.poll(async () => (await conflictsOf(here)) + (await conflictsOf(there)), { timeout: 30_000 }).toBeGreaterThan(0);
  const [device, name] = (await conflictsOf(there)) > 0 ? ([there, "ada"] as const) : ([here, "grace"] as const);
  await device.page.goto(`${server.url}/conflicts`);
  await expect(device.page.getByRole("region", { name: "Theirs" })).toContainText(`${name},`);
  await close(here, there);
});

test("CL13: what changed elsewhere while nobody listened is there when somebody looks again", async ({ browser }) => {
  const [here, there] = await pair(browser);
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
  const [here, there] = await pair(browser);
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

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in sync, conflicts, spaces and joining, ${colorScheme}`, async ({ browser }) => {
    const { page, context } = await newDevice(browser, server.url);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const look = async (path: string) => {
      await page.goto(server.url + path);
      await expect(page.getByRole("main").locator("h1")).toBeVisible();
      await expect(page.getByRole("contentinfo").getByRole("link", { name: /^(Sync|Not synced|\d)/ })).toBeVisible();
      expect.soft(await violations(page), path).toEqual([]);
    };
    for (const path of ["/sync", "/spaces", "/join#a.b", "/conflicts"]) await look(path);
    await task(page, "sync.sign_up", ADA);
    await mutate(page, "sync.set_mode", { mode: "automatic" });
    await task(page, "space.create", { name: "The band" });
    await mutate(page, "note.create", { id: "song", name: "Song" });
    await settled(page);
    for (const path of ["/sync", "/spaces", "/join#a.b", "/settings#sync"]) await look(path);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/sync", "/spaces"]) {
      await look(path);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    }
    await context.close();
  });
}

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
