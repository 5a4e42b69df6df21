import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { buildVault } from "./fixtures/vault.ts";

/** Goes on with Tab until what has the focus is called `name`, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp, role: "button" | "combobox" | "grid" = "button", key = "Tab"): Promise<void> {
  const wanted = page
    .getByRole(role, { name, exact: typeof name === "string" })
    .locator("visible=true")
    .first();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${String(name)}`);
}

/** Not one click in the whole main job. */
test("import, find, write, tag, link, trash, undo and settings by keyboard alone", async ({ page }) => {
  test.setTimeout(120_000);
  // From the beginning: a chooser that opens before anybody listens is cancelled by the browser.
  const chosen = page.waitForEvent("filechooser");
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Import…" })).toBeVisible();
  await tabTo(page, "Import…");
  await page.keyboard.press("Enter");
  await tabTo(page, "Choose files…");
  await page.keyboard.press("Enter");
  await (await chosen).setFiles({ name: "vault.zip", mimeType: "application/zip", buffer: Buffer.from(buildVault()) });
  await expect(page.getByText("Nothing has been written yet")).toBeVisible({ timeout: 60_000 });
  await tabTo(page, /^Import \d/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeVisible({ timeout: 60_000 });
  await tabTo(page, "Done");
  await page.keyboard.press("Enter");

  await page.keyboard.press("Control+K");
  await page.keyboard.type("seed box");
  await expect(page.getByRole("option", { name: /^Seed box/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Seed box");

  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("n");
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Without a mouse");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Content")).toBeFocused();
  await page.keyboard.type("See [[Seed");
  await expect(page.getByRole("listbox", { name: "Completions" })).toContainText("Seed box");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.atelier.sql("SELECT count(*) AS n FROM edges e JOIN nodes s ON s.id = e.source_id WHERE s.name = 'Without a mouse'"),
      ),
    )
    .toEqual([{ n: 1 }]);

  await page.keyboard.press("Escape");
  await tabTo(page, "Add tag", "combobox");
  await page.keyboard.type("by hand");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Tags" }).first()).toContainText("by hand");

  await tabTo(page, "Notes", "grid", "Shift+Tab");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("row", { name: /^Without a mouse/ })).toHaveCount(0);
  await page.keyboard.press("Control+Z");
  await expect(page.getByRole("row", { name: /^Without a mouse/ })).toBeVisible();
  await page.keyboard.press("Control+K");
  await page.keyboard.type("settings");
  await expect(page.getByRole("option", { name: /Go to Settings/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await tabTo(page, "Download backup");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^atelier-.*\.sqlite$/);
});
