import { expect, test, type Page } from "playwright/test";
import { violations } from "./axe.ts";
import { openReadyTab, run } from "./tabs-helpers.ts";

async function open(page: Page, section: string): Promise<void> {
  await openReadyTab({ newPage: async () => page });
  await run(
    page,
    `const outcomes = await atelier.mutate([
      { name: "setting.set", args: { key: "started", value: true } },
      { name: "note.create", args: { id: "song", name: "Song", content: "![[used.png]] " + "text ".repeat(4000) } },
      ...["used", "unused"].map((id) =>
        ({ name: "attachment.create", args: { id, name: id + ".png", mime: "image/png", bytes: crypto.getRandomValues(new Uint8Array(60_000)) } })),
    ]);
    for (const { ok, error } of outcomes) if (!ok) throw new Error(error.message);`,
  );
  await page.goto(`/settings#${section}`);
}

test("ST1: what is used, as a ring and as a table that says the same", async ({ page }) => {
  await open(page, "storage");
  const storage = page.getByRole("region", { name: "Storage", exact: true });
  const table = storage.getByRole("table", { name: "What the workspace takes, by kind" });
  await expect(table).toBeVisible();
  const kinds = await table.getByRole("rowheader").allTextContents();
  expect(kinds).toEqual(expect.arrayContaining(["Notes and links", "Attachments"]));
  expect(await storage.locator("circle").count()).toBe(kinds.length);
  const shares = (await table.getByRole("row").allTextContents()).map((text) => Number(/(\d+)%$/.exec(text)?.[1] ?? 0));
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(kinds.length);
});

test("ST2: unused files are listed first, deleted in one step, and come back with Undo", async ({ page }) => {
  await open(page, "storage");
  await page.getByRole("button", { name: "Look for them" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("unused.png");
  const names = () => run<{ name: string }[]>(page, `return atelier.sql("SELECT name FROM attachments ORDER BY name")`);
  expect(await names()).toHaveLength(2);
  await dialog.getByRole("button", { name: /^Delete/ }).click();
  await expect(page.getByText("1 unused file is deleted.")).toBeVisible();
  expect((await names()).map(({ name }) => name)).toEqual(["used.png"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await names()).length).toBe(2);
});

test("DB17, failure 16: a device that has no room left at all still opens the workspace, which can be read and tidied up", async ({
  context,
  page,
  baseURL,
}) => {
  await open(page, "storage");
  const kept = () =>
    run<boolean>(
      page,
      `for await (const name of (await navigator.storage.getDirectory()).keys()) if (name.endsWith("-reserve")) return true; return false`,
    );
  await expect.poll(kept).toBe(true);
  const browser = await context.newCDPSession(page);
  const { usage } = await browser.send("Storage.getUsageAndQuota", { origin: baseURL! });
  await browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL!, quotaSize: usage });
  await page.goto("/notes");
  await expect(page.getByRole("row", { name: /^Song/ })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "only a little more can be saved" })).toBeVisible();
  const outcomes = await run<{ ok: boolean }[]>(
    page,
    `return atelier.mutate([{ name: "node.trash", args: { id: "song" } }, { name: "trash.empty", args: {} }])`,
  );
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
});

for (const [granted, said] of [
  [true, "The browser keeps your workspace even when space runs out."],
  [false, "The browser did not agree this time."],
] as const)
  test(`persist: the browser is asked, and its ${granted ? "yes" : "no"} is shown`, async ({ page }) => {
    // Whether it agrees is the browser's own affair.
    await page.addInitScript((yes) => {
      let persisted = false;
      Object.assign(StorageManager.prototype, {
        persist: async () => (persisted = yes),
        persisted: async () => persisted,
      });
    }, granted);
    await open(page, "storage");
    const storage = page.getByRole("region", { name: "Storage", exact: true });
    await storage.getByRole("button", { name: "Ask the browser" }).click();
    await expect(page.getByText(said)).toBeVisible();
    await expect(storage.getByRole("button", { name: "Ask the browser" })).toHaveCount(granted ? 0 : 1);
  });

const LOCK = "a moth in the relay";

test("SC4: the app lock: set, locked in every tab, refused with a wrong passphrase, changed, taken off", async ({ page, context }) => {
  await open(page, "lock");
  const lock = page.getByRole("region", { name: "App lock" });
  const dialog = page.getByRole("dialog");
  await lock.getByRole("button", { name: "Set a passphrase…" }).click();
  await dialog.getByLabel("New passphrase").fill(LOCK);
  await dialog.getByLabel("The same again").fill(LOCK);
  await dialog.getByRole("button", { name: "Lock with it" }).click();
  await expect(lock.getByText("Unlocked")).toBeVisible();

  const other = await context.newPage();
  await other.goto("/settings#lock");
  const there = other.getByRole("region", { name: "App lock" });
  await expect(there.getByRole("button", { name: "Unlock…" })).toBeVisible();
  await there.getByRole("button", { name: "Unlock…" }).click();
  const unlock = async (passphrase: string) => {
    await other.getByRole("dialog").getByLabel("Passphrase").fill(passphrase);
    await other.getByRole("dialog").getByRole("button", { name: "Unlock", exact: true }).click();
  };
  await unlock("not this one at all");
  await expect(other.getByRole("dialog").getByRole("alert")).toBeVisible();
  expect(await violations(other)).toEqual([]);
  await unlock(LOCK);
  await expect(there.getByRole("button", { name: "Lock now" })).toBeVisible();

  // Locked here, locked everywhere; a reload locks as well.
  await lock.getByRole("button", { name: "Lock now" }).click();
  await expect(there.getByRole("button", { name: "Unlock…" })).toBeVisible();
  await lock.getByRole("button", { name: "Unlock…" }).click();
  await dialog.getByLabel("Passphrase").fill(LOCK);
  await dialog.getByRole("button", { name: "Unlock", exact: true }).click();
  await lock.getByRole("button", { name: "Take the lock off…" }).click();
  await dialog.getByLabel("Passphrase").fill(LOCK);
  await dialog.getByRole("button", { name: "Take the lock off", exact: true }).click();
  await expect(lock.getByRole("button", { name: "Set a passphrase…" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing serious in storage and lock, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "storage");
    await expect(page.getByRole("table", { name: "What the workspace takes, by kind" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
