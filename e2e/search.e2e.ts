import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";

const box = (page: Page) => page.getByRole("combobox", { name: "Search everything" });
const title = (page: Page) => page.getByRole("textbox", { name: "Title" });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Open the sample workspace" }).click();
  await expect(title(page)).toBeVisible();
  await page.keyboard.press("Escape");
});

async function ask(page: Page, text: string): Promise<void> {
  if (!(await box(page).isVisible())) await page.keyboard.press("Control+K");
  await box(page).fill(text);
}

test("SE5: operators narrow what is found, either of two filters too", async ({ page }) => {
  await ask(page, "type:note tag:album OR tag:planning -chorus");
  await expect(page.getByRole("status").filter({ hasText: /results? in [\d.]+ ms/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /^Notes, \d+$/ })).toBeVisible();
  await ask(page, 'folder:Album "one journey from dusk"');
  await expect(page.getByRole("option", { name: /^The album/ })).toBeVisible();
});

test("SE12: a misspelt title is found by what was meant, and Enter opens it", async ({ page }) => {
  await ask(page, "harbuor lights");
  await expect(page.getByRole("group", { name: "Did you mean “harbour lights”?" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveValue("Harbour Lights");
});

test("SE10, SE11: several content types with their counts, and a hit by another name says so", async ({ page }) => {
  const view = { name: "Ferry songs", filter: { tag: "song" }, layout: "list", options: {} };
  await page.evaluate((args) => window.atelier.mutate([{ name: "view.create", args }]), view);
  await ask(page, "ferry");
  await expect(page.getByRole("group", { name: /^Notes, \d+$/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /^views?, 1$/i })).toBeVisible();
  await ask(page, "night crossing");
  await expect(page.getByRole("option", { name: /^The album\s*also called Night Crossing/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("SE13: a search that led somewhere is offered again; a saved one stays, is found by name, and is removed and brought back", async ({
  page,
}) => {
  await ask(page, "chorus mix");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.getByRole("button", { name: "Save search" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Search saved." })).toBeVisible();
  await box(page).fill("harbour");
  await expect(page.getByRole("option", { name: /harbour/i }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(box(page)).toBeHidden();

  await page.reload();
  await expect(title(page)).toBeVisible();
  await ask(page, "");
  const recent = page.getByRole("group", { name: "Recent searches" });
  const saved = page.getByRole("group", { name: "Saved searches" });
  await expect(recent.getByRole("option", { name: "harbour" })).toBeVisible();
  await ask(page, "mix");
  await saved.getByRole("option", { name: "chorus mix" }).click();
  await expect(box(page)).toHaveValue("chorus mix");
  await page.getByRole("button", { name: "Remove saved search" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await box(page).fill("");
  await expect(saved.getByRole("option", { name: "chorus mix" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
