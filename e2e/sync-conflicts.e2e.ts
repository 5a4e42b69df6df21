import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";
import {
  close,
  type Device,
  mutate,
  nameThere,
  newSyncing,
  noteOf,
  pair,
  settled,
  sharedServer,
  someone,
  statusOf,
  task,
} from "./sync-helpers.ts";

// What was changed on both sides.
test.setTimeout(120_000);

const server = sharedServer();

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
  const { here, there } = await pair(browser, server.url);
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
  const { here, there } = await pair(browser, server.url);
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

test("SU15: a conflict in a shared space says who made the other change", async ({ browser }) => {
  const [ada, grace] = [someone("ada"), someone("grace")];
  const here = await newSyncing(browser, server.url, "sign_up", ada);
  await task(here.page, "space.create", { id: "the-band", name: "The band" });
  await mutate(here.page, "note.create", { id: "song", name: "Song", content: "Verse one.\n" });
  await mutate(here.page, "node.move_to_space", { id: "song", space_id: "the-band" });
  const { url } = await task<{ url: string }>(here.page, "space.invite", { space_id: "the-band", role: "editor" });
  await settled(here.page);
  const there = await newSyncing(browser, server.url, "sign_up", grace);
  await task(there.page, "space.join", { token: url });
  await task(there.page, "sync.now");
  await nameThere(there.page, "song", "Song", 30_000);
  await mutate(there.page, "note.update", { id: "song", name: "Song of the band" });
  await nameThere(here.page, "song", "Song of the band", 30_000);
  await collide(here, there);
  await expect.poll(async () => (await conflictsOf(here)) + (await conflictsOf(there)), { timeout: 30_000 }).toBeGreaterThan(0);
  const [device, name] = (await conflictsOf(there)) > 0 ? ([there, ada.name] as const) : ([here, grace.name] as const);
  await device.page.goto(`${server.url}/conflicts`);
  await expect(device.page.getByRole("region", { name: "Theirs" })).toContainText(`${name},`);
  await close(here, there);
});
