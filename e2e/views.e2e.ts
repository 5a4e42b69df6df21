import type { Locator, Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";

const DAY = 86_400_000;

/** Twelve notes: tags, statuses, due days and first letters that differ. */
async function fill(page: Page): Promise<void> {
  await page.goto("/views?layout=list");
  await page.evaluate(async (day) => {
    await window.atelier.ready;
    const names = ["Alto part", "Anthem", "Bass take", "Bridge", "Choir", "Coda", "Drums", "Encore", "Fade", "Guitar", "Hook", "Intro"];
    const made = await window.atelier.mutate(
      names.map(
        (name, i) =>
          ({ name: "note.create", args: { name, tags: i % 2 ? ["late"] : ["early"], folder: i < 6 ? "Album" : "Tour" } }) as const,
      ),
    );
    const now = Date.now();
    await window.atelier.mutate(
      made.map((outcome, i) => ({
        name: "node.update" as const,
        args: {
          id: (outcome as unknown as { value: { id: string } }).value.id,
          status: i < 4 ? "open" : i < 8 ? "doing" : null,
          due_at: i < 6 ? now + (i - 2) * day : null,
        },
      })),
    );
  }, DAY);
  await expect(shown(page)).toHaveText("12 of 12");
}
const shown = (page: Page) => page.getByRole("status", { name: "Shown" });
const chip = (page: Page, name: string) =>
  page.getByRole("group", { name: "Filter" }).getByRole("button", { name: new RegExp(`^${name}`) });
const layout = (page: Page, name: string) => page.getByRole("radiogroup", { name: "Layout" }).getByRole("radio", { name });
const rows = (page: Page) => page.getByRole("grid", { name: "Items" }).getByRole("row");
const card = (within: Page | Locator, name: string) => within.getByRole("group", { name, exact: true });
const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("VI6 VI7: tag, time and letter are combined, counts follow, back and forward walk them, the address restores them offline", async ({
  page,
  context,
}) => {
  await fill(page);
  await chip(page, "Category").click();
  await page.getByRole("button", { name: "#late 6" }).click();
  await expect(shown(page)).toHaveText("6 of 12");
  await page.keyboard.press("Escape");
  await chip(page, "Time").click();
  await page.getByRole("radiogroup", { name: "Time of" }).getByRole("radio", { name: "Due" }).check();
  await page.getByRole("button", { name: "Any day" }).click();
  await expect(shown(page)).toHaveText("3 of 12");
  await page.keyboard.press("Escape");
  await chip(page, "Alphabet").click();
  await page.getByRole("button", { name: "B: 1" }).click();
  await expect(shown(page)).toHaveText("1 of 12");
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Bridge");

  await page.goBack();
  await expect(shown(page)).toHaveText("3 of 12");
  await page.goForward();
  await expect(shown(page)).toHaveText("1 of 12");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await expect(shown(page)).toHaveText("1 of 12");
  await expect(rows(page).first()).toContainText("Bridge");
  await page.getByRole("button", { name: "Remove filter B" }).click();
  await expect(shown(page)).toHaveText("3 of 12");
});

test("VI8: the table is sorted by its headers and edited by keyboard, and an edit can be undone", async ({ page }) => {
  await fill(page);
  await layout(page, "Table").check();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(rows(page).nth(1)).toContainText("Alto part");
  const grid = page.getByRole("grid", { name: "Items" });
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Status of Anthem" }).fill("waiting");
  await page.keyboard.press("Enter");
  await expect(grid).toBeFocused();
  await expect(rows(page).nth(2)).toContainText("waiting");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows(page).nth(2)).toContainText("open");
  await page.keyboard.press("Home");
});

test("VI9: a card is moved by keyboard, by drag, and into a column that is new", async ({ page }) => {
  await fill(page);
  await layout(page, "Board").check();
  await expect(card(column(page, "open"), "Bridge")).toBeVisible();
  await card(page, "Bridge").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(card(column(page, "doing"), "Bridge")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(column(page, "open"), "Bridge")).toBeVisible();

  await card(page, "Anthem").dragTo(column(page, "doing"));
  await expect(card(column(page, "doing"), "Anthem")).toBeVisible();

  await page.getByRole("button", { name: "Add column" }).click();
  await page.getByRole("textbox", { name: "Status of the new column" }).fill("aside");
  await page.keyboard.press("Enter");
  await expect(column(page, "aside")).toBeVisible();
  await card(page, "Drums").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(card(column(page, "aside"), "Drums")).toBeFocused();
});

test("VI5 VI6 VI10: a view is saved, pinned, changed, reverted, and its link shows the same set", async ({ page }) => {
  await fill(page);
  await page.goto("/views?layout=table&tag=late&status=open");
  await expect(shown(page)).toHaveText("2 of 12");
  await page.getByRole("button", { name: "Save as view" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Late and open");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/views\/[\w-]+$/);
  await expect(shown(page)).toHaveText("2 of 13");
  await page.getByRole("button", { name: "Pin to the rail" }).click();
  await expect(page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Late and open" })).toBeVisible();
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  await layout(page, "Board").check();
  await expect(page).toHaveURL(/layout=board/);
  await expect(page.getByRole("button", { name: "Save changes" })).toBeVisible();
  const changed = page.url();
  await page.getByRole("button", { name: "Revert" }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.goto(changed);
  await expect(card(page, "Anthem")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(/\/views\/[\w-]+$/);
  await page.getByRole("link", { name: "Everything" }).click();
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Late and open" }).click();
  await expect(card(page, "Anthem")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in views, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await fill(page);
    for (const name of ["Table", "Board", "Calendar", "Timeline", "Map", "Grid", "List"]) {
      await layout(page, name).check();
      await expect(
        page.locator(".view-body").locator("[role=grid], [role=list], [role=group], [role=application], canvas").first(),
      ).toBeVisible();
      expect.soft(await violations(page), name).toEqual([]);
    }
    for (const name of ["Location", "Alphabet", "Time", "Category", "Hierarchy"]) {
      await chip(page, name).click();
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      expect.soft(await violations(page), name).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });
}
