import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";

/** The rules of the interface (`docs/spec.md`, UI), by keyboard alone. */
async function startEmpty(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Start empty" }).press("Enter");
  await expect(page.getByRole("button", { name: "New note" }).first()).toBeVisible();
}

test("UI2, UI5: keys lead to every area, and an area that is not built says so", async ({ page }) => {
  await startEmpty(page);
  for (const [keys, path] of [
    ["2", "/notes"],
    ["3", "/plan"],
    ["7", "/graph"],
    ["1", "/"],
  ] as const) {
    await page.keyboard.press(`Alt+${keys}`);
    await expect(page).toHaveURL(path);
  }
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL("/music");
  await expect(page.getByRole("main")).toContainText("not built yet");
  await expect(page).toHaveTitle("Music – Atelier");
  await page.goBack();
  await expect(page).toHaveURL("/");
});

test("UI4: leaving the file chooser of a dialog without a choice leaves the dialog open", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await dialog.locator("input[type=file]").first().dispatchEvent("cancel", { bubbles: true });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("UI3, UI4: the focus goes into a dialog and comes back, and enters a new area at its beginning", async ({ page }) => {
  await startEmpty(page);
  const search = page.getByRole("button", { name: "Search", exact: true });
  await search.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search everything" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(search).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+2");
  await expect(page.getByRole("main")).toBeFocused();
});

test("UI8: search as typed shows text as text, and a command runs from the same field", async ({ page }) => {
  await startEmpty(page);
  await page.evaluate(() =>
    (window as unknown as { atelier: { mutate(commands: unknown[]): Promise<unknown> } }).atelier.mutate([
      { name: "note.create", args: { name: "<img src=x onerror=alert(1)> chorus", content: "the chorus <b>twice</b>" } },
    ]),
  );
  await page.keyboard.press("Control+K");
  await page.keyboard.type("chor");
  const hit = page.getByRole("option", { name: /chorus/ }).first();
  await expect(hit).toContainText("<img src=x onerror=alert(1)> chorus");
  await expect(hit.locator("mark").first()).toHaveText(/chor/);
  await expect(page.getByRole("status").filter({ hasText: /1 result in [\d.,]+ ms/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/notes\/.+/);

  await page.keyboard.press("Control+K");
  await page.keyboard.type(">dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("UI10: what was thrown away comes back from the trash, and undo takes that back", async ({ page }) => {
  await startEmpty(page);
  await page.evaluate(async () => {
    const { atelier } = window as unknown as { atelier: { mutate(commands: unknown[]): Promise<unknown> } };
    await atelier.mutate([{ name: "note.create", args: { id: "gone", name: "Gone and back" } }]);
    await atelier.mutate([{ name: "node.trash", args: { id: "gone" } }]);
  });
  await page.goto("/trash");
  await page.getByRole("button", { name: "Restore Gone and back" }).press("Enter");
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByRole("button", { name: "Restore Gone and back" })).toBeVisible();
  await page.getByRole("button", { name: "Empty the trash" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete for ever" }).press("Enter");
  await expect(page.getByText("The trash is empty.")).toBeVisible();
});

test("a long name and a narrow window: nothing reaches over the edge", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await startEmpty(page);
  await page.evaluate(() =>
    (window as unknown as { atelier: { mutate(commands: unknown[]): Promise<unknown> } }).atelier.mutate([
      {
        name: "note.create",
        args: { id: "long", name: "Donaudampfschifffahrt".repeat(20), folder: "Ordner".repeat(30), tags: ["wort".repeat(40)] },
      },
    ]),
  );
  for (const path of ["/", "/notes", "/notes/long", "/settings", "/graph", "/trash"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, path).toBe(0);
  }
});
