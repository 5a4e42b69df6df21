import { expect, test } from "playwright/test";
import { emptyData, startBuiltServer } from "./built-server.ts";
import { mutate, nameThere, newDevice, noteOf, query, settled, signIn, statusOf, task } from "./sync-helpers.ts";

test.setTimeout(120_000);

test("BR11: a restore on a device that syncs: what the server has since comes back, nothing old goes out as new", async ({ browser }) => {
  const server = await startBuiltServer(await emptyData());
  try {
    const [here, there] = await Promise.all([newDevice(browser, server.url), newDevice(browser, server.url)]);
    await signIn(here, "sign_up");
    await mutate(here.page, "note.create", { id: "song", name: "Song", content: "Verse one.\n" });
    await mutate(here.page, "note.create", { id: "gone", name: "To be deleted" });
    await task(here.page, "sync.now");
    await signIn(there, "sign_in");
    await nameThere(there.page, "gone", "To be deleted");
    // Still waiting when the backup is made, and sent after it.
    await mutate(here.page, "note.update", { id: "song", content: "Verse one, waiting.\n" });
    const { name } = await task<{ name: string }>(here.page, "backup.keep");
    await task(here.page, "sync.now");
    await mutate(here.page, "note.update", { id: "song", content: "Verse one, newest.\n" });
    await mutate(here.page, "node.trash", { id: "gone" });
    await mutate(here.page, "trash.empty", {});
    await mutate(here.page, "note.create", { id: "since", name: "Since the backup" });
    await task(here.page, "sync.now");
    await nameThere(there.page, "since", "Since the backup");

    await task(here.page, "backup.restore", { name });
    // Before anything else is heard of the server, something new is written.
    await mutate(here.page, "note.create", { id: "coda", name: "After the restore" });
    await task(here.page, "sync.now").catch(() => undefined);
    await nameThere(there.page, "coda", "After the restore", 30_000);
    await settled(here.page);
    for (const { page } of [here, there]) {
      await expect.poll(async () => (await noteOf(page, "song"))?.content, { timeout: 30_000 }).toBe("Verse one, newest.\n");
      await nameThere(page, "since", "Since the backup");
      expect(await noteOf(page, "gone")).toBeNull();
      expect(await query(page, "node.count")).toMatchObject({ count: 3 });
      expect(await statusOf(page)).toMatchObject({ conflicts: 0, dead: 0, pending: 0 });
    }
    await Promise.all([here, there].map(({ context }) => context.close()));
  } finally {
    await server.remove();
  }
});
