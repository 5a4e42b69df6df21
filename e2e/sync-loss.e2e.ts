import { expect, test } from "playwright/test";
import { emptyData, startBuiltServer, type BuiltServer } from "./built-server.ts";
import { close, isPaused, mutate, nameThere, newSyncing, pair, settled, statusOf, task, wipe } from "./sync-helpers.ts";
import { run } from "./tabs-helpers.ts";

// A server that ends in the middle, or forgets.
test.setTimeout(120_000);

let server: BuiltServer;
test.beforeEach(async () => {
  server = await startBuiltServer(await emptyData());
});
test.afterEach(() => server.remove());

test("a server that is killed in the middle and started again loses nothing", async ({ browser }) => {
  const { here, there } = await pair(browser, server.url);
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
  const { here, there, account } = await pair(browser, server.url);
  await mutate(there.page, "note.create", { id: "other", name: "From there" });
  await settled(there.page);
  await nameThere(here.page, "other", "From there");
  await wipe(server);
  await task(here.page, "sync.now").catch(() => undefined);
  await expect.poll(() => isPaused(here.page), { timeout: 60_000 }).toBe(true);
  await task(here.page, "sync.sign_up", account);
  await task(here.page, "sync.now");
  await settled(here.page, 60_000);
  const third = await newSyncing(browser, server.url, "sign_in", account);
  await nameThere(third.page, "song", "Song", 30_000);
  await nameThere(third.page, "other", "From there", 30_000);
  await close(here, there, third);
});
