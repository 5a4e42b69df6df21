import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";

const AREAS = ["Home", "Notes", "Plan", "Code", "Chat", "Music", "Graph", "Settings"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Open the sample workspace" })).toBeVisible();
    expect.soft(await violations(page), "first run").toEqual([]);

    await page.getByRole("button", { name: "Open the sample workspace" }).click();
    await expect(page.getByLabel("Content")).toBeVisible();
    expect.soft(await violations(page), "a note").toEqual([]);

    for (const area of AREAS) {
      await page.getByRole("navigation").getByRole("link", { name: area, exact: true }).first().click();
      await expect(page.getByRole("main")).toBeVisible();
      expect.soft(await violations(page), area).toEqual([]);
    }

    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Search everything" }).fill("chorus");
    await expect(page.getByRole("option").first()).toBeVisible();
    expect.soft(await violations(page), "search").toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("main").click({ position: { x: 4, y: 4 } });
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await violations(page), "shortcuts").toEqual([]);
  });
}

test("UI7: rules of a control win over the reset, in whatever order the sheets arrive", async ({ page }) => {
  await page.goto("/");
  const button = page.getByRole("button", { name: "Open the sample workspace" });
  await expect(button).toBeVisible();
  expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe("rgba(0, 0, 0, 0)");
});
