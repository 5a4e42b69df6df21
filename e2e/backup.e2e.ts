import { readFileSync } from "node:fs";
import { expect, test, type Page } from "playwright/test";
import { violations } from "./axe.ts";
import { readElsewhere } from "./sqlite-file.ts";
import { noteIds, openReadyTab, run, until, write } from "./tabs-helpers.ts";

// Some of it fills a workspace first; on a busy machine that takes a while.
test.describe.configure({ timeout: 120_000 });

const PASSPHRASE = "eight words are better than one";

const fill = (page: Page, notes: number, words = 40): Promise<unknown> =>
  run(
    page,
    `for (let from = 0; from < ${notes}; from += 200) await atelier.mutate(Array.from({ length: Math.min(200, ${notes} - from) }, (_, i) =>
      ({ name: "note.create", args: { id: "n" + (from + i), name: "Note " + (from + i), content: ("word" + i + " ").repeat(${words}) } })))`,
  );

async function openBackups(page: Page): Promise<void> {
  await page.goto("/settings#backup");
  await expect(page.getByRole("heading", { name: "Backups" })).toBeVisible();
}
const list = (page: Page) => page.getByRole("list", { name: "Backups on this device" }).getByRole("listitem");

async function saved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await press();
  return readFileSync(await (await download).path());
}
const choose = (page: Page, bytes: Uint8Array) =>
  page
    .getByLabel("Backup file")
    .setInputFiles({ name: "a.atelier-backup", mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });

test("BR1, BR2: a backup is made, stands in the list as verified, and the download is a whole SQLite file", async ({ page }) => {
  await openReadyTab({ newPage: async () => page });
  await fill(page, 60);
  await openBackups(page);
  await expect(page.getByText("No backup is kept on this device yet.")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(list(page)).toHaveCount(1);
  await expect(list(page)).toContainText(/Made by hand.*Verified/);
  await expect(page.getByRole("contentinfo").getByText(/^Backup just now/)).toBeVisible();
  const presses = [
    page.getByRole("button", { name: "Download backup", exact: true }),
    list(page).getByRole("button", { name: /^Save the backup/ }),
  ];
  for (const button of presses) {
    const sql = "SELECT (SELECT * FROM pragma_integrity_check), (SELECT count(*) FROM nodes), (SELECT count(*) FROM notes)";
    expect(await readElsewhere(await saved(page, () => button.click()), sql)).toEqual(["ok", 60, 60]);
  }
  await list(page)
    .getByRole("button", { name: /^Delete the backup/ })
    .click();
  await page.getByRole("button", { name: "Delete for ever" }).click();
  await expect(list(page)).toHaveCount(0);
});

test("BR8: encrypted: two passphrases that differ, a wrong one, one flipped byte, and the way back", async ({ page }) => {
  await openReadyTab({ newPage: async () => page });
  await fill(page, 20);
  await openBackups(page);
  await page.getByRole("button", { name: "Download encrypted…" }).click();
  const dialog = page.getByRole("dialog");
  const [once, again] = [dialog.getByLabel("Passphrase"), dialog.getByLabel("The same again")];
  const go = dialog.getByRole("button", { name: "Encrypt and download" });
  await once.fill(PASSPHRASE);
  await again.fill("something else");
  await go.click();
  await expect(dialog.getByRole("alert")).toContainText("differ");
  await once.fill("short");
  await again.fill("short");
  await go.click();
  await expect(dialog.getByRole("alert")).toContainText("at least 8");
  await once.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  const sealed = await saved(page, () => go.click());
  await expect(dialog).toHaveCount(0);
  expect(sealed.includes("SQLite format 3")).toBe(false);
  await write(page, "later");

  const enter = async (passphrase: string) => {
    await dialog.getByLabel("Passphrase").fill(passphrase);
    await dialog.getByRole("button", { name: "Open it" }).click();
  };
  const flipped = Buffer.from(sealed);
  flipped[flipped.length - 1000]! ^= 1;
  await choose(page, flipped);
  await enter(PASSPHRASE);
  await expect(dialog.getByRole("alert")).toContainText("This encrypted file is damaged");
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await choose(page, sealed);
  await enter("not this one at all");
  await expect(dialog.getByRole("alert")).toContainText("This is not the passphrase of this file");
  expect(await noteIds(page)).toContain("later");
  await enter(PASSPHRASE);
  await expect(dialog.getByRole("row", { name: /^Notes/ })).toHaveText("Notes2120-1");
  await dialog.getByRole("button", { name: "Replace the workspace" }).click();
  await expect(page.getByText("The workspace is restored")).toBeVisible();
  expect(await noteIds(page)).toHaveLength(20);
});

test("BR8, EX3: the export under a passphrase: told from a backup, refused without it, and brought in again", async ({ page }) => {
  await openReadyTab({ newPage: async () => page });
  await fill(page, 12);
  await page.goto("/settings#data");
  await page.getByRole("button", { name: "Export encrypted…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Passphrase").fill(PASSPHRASE);
  await dialog.getByLabel("The same again").fill(PASSPHRASE);
  const sealed = await saved(page, () => dialog.getByRole("button", { name: "Encrypt and download" }).click());
  await expect(dialog).toHaveCount(0);
  expect([sealed.subarray(0, 8).toString(), sealed.includes("Note 3")]).toEqual(["ATELIERB", false]);

  await run(page, `await atelier.mutate(Array.from({ length: 12 }, (_, i) => ({ name: "node.purge", args: { id: "n" + i } })))`);
  await choose(page, sealed);
  await dialog.getByLabel("Passphrase").fill(PASSPHRASE);
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("encrypted export, not a backup");
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();

  await page.getByRole("button", { name: "Import…" }).click();
  const file = { name: "atelier-export.zip.atelier-backup", mimeType: "application/octet-stream", buffer: sealed };
  await page.getByLabel("Files to import").setInputFiles(file);
  await dialog.getByLabel("Passphrase").fill("not this one at all");
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This is not the passphrase of this file");
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Passphrase").fill(PASSPHRASE);
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(dialog).toContainText("Nothing has been written yet.");
  await dialog.getByRole("button", { name: /^Import/ }).click();
  await expect(dialog).toContainText("All of it is in your workspace.");
  expect((await noteIds(page)).toSorted()).toEqual(Array.from({ length: 12 }, (_, i) => `n${i}`).toSorted());
});

test("BR6: a restore takes every tab over to the new file; undoing it brings everything back", async ({ context }) => {
  const first = await openReadyTab(context);
  await fill(first, 5);
  const second = await openReadyTab(context);
  await openBackups(second);
  await second.getByRole("button", { name: "Back up now" }).click();
  await expect(list(second)).toHaveCount(1);
  await write(first, "since");
  await first.evaluate(`window.seen = []; void atelier.watch("node.count", {}, ({ count }) => window.seen.push(count))`);
  await until(first, "window.seen.at(-1) === 6");

  await list(second)
    .getByRole("button", { name: /^Restore the backup/ })
    .click();
  await second.getByRole("button", { name: "Replace the workspace" }).click();
  await expect(second.getByText("The workspace is restored")).toBeVisible();
  await until(first, "window.seen.at(-1) === 5");
  for (const tab of [first, second]) expect(await noteIds(tab)).not.toContain("since");
  // Each tab writes into the new file, and the other sees it.
  for (const [tab, other, id] of [
    [first, second, "from-first"],
    [second, first, "from-second"],
  ] as const) {
    expect(await write(tab, id)).toMatchObject([{ ok: true }]);
    expect(await noteIds(other)).toContain(id);
  }
  await second.getByRole("button", { name: "Undo" }).click();
  await expect(second.getByText("as it was before the restore")).toBeVisible();
  for (const tab of [first, second]) expect(await noteIds(tab)).toEqual(["n0", "n1", "n2", "n3", "n4", "since"]);
  await until(first, "window.seen.at(-1) === 6");
  await first.close();
  await second.reload();
  await run(second, "await atelier.ready");
  expect(await noteIds(second)).toContain("since");
});

test("BR1: a backup that is cancelled half way leaves nothing, and the app answers meanwhile", async ({ page }) => {
  await openReadyTab({ newPage: async () => page });
  await fill(page, 1000, 800);
  await openBackups(page);
  await page.getByRole("button", { name: "Back up now" }).click();
  const waits = await run<number[]>(
    page,
    `const waits = []; for (let i = 0; i < 10; i++) { const start = performance.now(); await atelier.query("node.count", {}); waits.push(performance.now() - start); } return waits`,
  );
  expect(waits).toHaveLength(10);
  await page.locator("#backup").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Back up now" })).toBeEnabled();
  expect(await run(page, 'return atelier.task("backup.list", {})')).toEqual([]);
});

test("failure 16: a device that fills up in the middle of a backup: refused in words, nothing half made, and writing goes on", async ({
  page,
  context,
  baseURL,
}) => {
  await openReadyTab({ newPage: async () => page });
  await fill(page, 400, 800);
  await openBackups(page);
  const browser = await context.newCDPSession(page);
  await page.exposeFunction("fillUp", () => browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL!, quotaSize: 1_000_000 }));
  const refused = await run<string>(
    page,
    `let full;
    return atelier.task("backup.keep", {}, () => (full ??= fillUp())).then(() => "done", ({ failure }) => failure.type)`,
  );
  await browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL! });
  expect(refused).toBe("StorageFull");
  expect(await run(page, 'return atelier.task("backup.list", {})')).toEqual([]);
  expect(await write(page, "goes-on")).toMatchObject([{ ok: true }]);
  expect(await run(page, 'return atelier.sql("PRAGMA integrity_check")')).toEqual([{ integrity_check: "ok" }]);
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(list(page)).toContainText("Verified", { timeout: 30_000 });
});

test("BR9: a folder on the disk gets each new backup", async ({ page }) => {
  await page.addInitScript(() => {
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("picked", { create: true });
    Object.assign(window, { showDirectoryPicker: pick });
  });
  await openReadyTab({ newPage: async () => page });
  await fill(page, 3);
  await openBackups(page);
  await page.getByRole("button", { name: "Choose a folder…" }).click();
  await expect(page.getByText("copied to “picked”")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(page.getByText("The backup is made")).toBeVisible();
  const copies = `
    const names = [];
    for await (const [name, handle] of (await (await navigator.storage.getDirectory()).getDirectoryHandle("picked")).entries()) {
      names.push([name.replace(/\\d+/, "N"), await (await handle.getFile()).slice(0, 15).text()]);
    }
    return names;`;
  expect(await run(page, copies)).toEqual([["atelier-manual-N.sqlite", "SQLite format 3"]]);
  await page.reload();
  await expect(page.getByText("copied to “picked”")).toBeVisible();
  await page.getByRole("button", { name: "Stop copying" }).click();
  await expect(page.getByRole("button", { name: "Choose a folder…" })).toBeVisible();
});

test("BR4: the backup of the day is made without being asked for", async ({ page }) => {
  await page.clock.install();
  await openReadyTab({ newPage: async () => page });
  await fill(page, 3);
  await page.clock.fastForward("01:01");
  await expect
    .poll(async () => (await run<{ kind: string }[]>(page, 'return atelier.task("backup.list", {})')).map(({ kind }) => kind))
    .toEqual(["daily"]);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing serious in backups, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openReadyTab({ newPage: async () => page });
    await fill(page, 3);
    await openBackups(page);
    await page.getByRole("button", { name: "Back up now" }).click();
    await expect(list(page)).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
    await list(page)
      .getByRole("button", { name: /^Restore the backup/ })
      .click();
    await expect(page.getByRole("button", { name: "Replace the workspace" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Download encrypted…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
