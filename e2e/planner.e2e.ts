import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";
import { begin } from "./planner-helpers.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Add a todo" });

test("PL1–PL6: a week by keyboard: dump, match, plan, work with the timer, finish, offline", async ({ page, context }) => {
  await begin(page, [{ name: "project.create", args: { id: "album", name: "Salt Lantern" } }]);
  await page.goto("/plan?view=inbox");
  await field(page).fill("Thank the choir");
  await page.keyboard.press("Enter");
  await field(page).fill("Mix the chorus #mix ~2h !high >salt");
  await expect(page.getByRole("list", { name: "Understood" })).toContainText("in salt");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Thank the choir" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Mix the chorus" })).toHaveCount(0);

  const choice = page.getByRole("combobox", { name: "Project of Thank the choir" });
  await choice.focus();
  await choice.selectOption("Salt Lantern");
  await expect(page.getByText("The inbox is empty")).toBeVisible();

  await page.getByRole("navigation", { name: "Planning" }).getByRole("link", { name: "Week" }).click();
  await page.getByRole("button", { name: "Plan Mix the chorus" }).press("Enter");
  await expect(page.getByRole("button", { name: "Take Mix the chorus out of the week" })).toBeVisible();
  await page.getByLabel("Hours this week holds").fill("1");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("note")).toContainText("1 h more than the week holds");

  await page.getByRole("button", { name: "Start the timer of Mix the chorus" }).press("Enter");
  await expect(page.getByRole("button", { name: "Stop the timer of Mix the chorus" })).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.getByRole("checkbox", { name: "Done: Mix the chorus" }).press("Enter");
  await expect(page.getByRole("checkbox", { name: "Done: Mix the chorus" })).toBeChecked();
  await page.reload();
  await expect(page.getByText("2 h planned, 2 h done (100 %)")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Projects" })
    .getByRole("link", { name: /Salt Lantern/ })
    .click();
  await expect(page.getByLabel("Progress")).toHaveAttribute("value", "67");
  await page.getByText("What makes it").click();
  await expect(page.getByText("Every project begins here.")).toBeVisible();
  await context.setOffline(false);
});

test("PL1: the board moves a todo by keyboard, and Undo takes it back", async ({ page }) => {
  await begin(page, [{ name: "todo.create", args: { id: "mix", name: "Mix" } }]);
  await page.goto("/plan?view=board");
  const card = page.getByRole("group", { name: "Mix", exact: true });
  await card.focus();
  await page.keyboard.press("Shift+ArrowRight");
  const matched = page.getByRole("region", { name: "Matched" });
  await expect(matched.getByRole("group", { name: "Mix", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "Inbox" }).getByRole("group", { name: "Mix", exact: true })).toBeVisible();
});

test("PL14 PI12: what is due stands in Home, in the calendar, in search, in the graph and on the icon of the app", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("atelier:badge", "on");
    const shown: number[] = [];
    const setAppBadge = (count: number) => Promise.resolve(void shown.push(count));
    Object.defineProperty(navigator, "setAppBadge", { value: setAppBadge });
    Object.assign(window, { shown });
  });
  const due_at = new Date().setHours(23, 59);
  const todos = Array.from({ length: 9 }, (_, i) => ({ name: "todo.create", args: { id: `t${i}`, name: `Tune ${i}`, due_at } }));
  await begin(page, [
    { name: "project.create", args: { id: "album", name: "Salt Lantern" } },
    { name: "todo.create", args: { id: "mix", name: "Mix the zither", project_id: "album", due_at: due_at - 60_000 } },
    ...todos,
  ]);
  const due = page.getByRole("region", { name: "Due" });
  await expect(due.getByRole("link", { name: "Mix the zither" })).toBeVisible();
  await expect(due.getByRole("heading", { name: "Today 10" })).toBeVisible();
  await expect(due.getByRole("listitem")).toHaveCount(6);
  await due.getByRole("button", { name: "Show 4 more" }).press("Enter");
  await expect(due.getByRole("listitem")).toHaveCount(10);
  const last = () => page.evaluate(() => (window as unknown as { shown: number[] }).shown.at(-1));
  await expect.poll(last).toBe(10);
  await due.getByRole("checkbox", { name: "Completed: Mix the zither" }).press("Enter");
  await expect(due.getByRole("checkbox", { name: "Completed: Mix the zither" })).toBeChecked();
  await expect.poll(last).toBe(9);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("zither");
  await expect(page.getByRole("option", { name: /Mix the zither/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/views?layout=calendar&type=todo");
  await expect(page.locator('.calendar-day[aria-current="date"]')).toContainText("Mix the zither");
  await page.goto("/graph");
  await page.getByRole("combobox", { name: "Find in the graph" }).fill("zither");
  await expect(page.getByRole("option", { name: /Mix the zither/ })).toBeVisible();
});

test("PL17: the list of projects says how each one does", async ({ page }) => {
  await begin(page, [
    { name: "project.create", args: { id: "well", name: "Goes well" } },
    { name: "todo.create", args: { name: "Mix", project_id: "well", estimated_hours: 2 } },
    { name: "project.create", args: { id: "late", name: "Is late", due_at: Date.now() - 9e8 } },
    ...Array.from({ length: 5 }, (_, i) => ({
      name: "todo.create",
      args: { name: `Late ${i}`, project_id: "late", estimated_hours: 2, due_at: Date.now() - 8e8 },
    })),
  ]);
  await page.goto("/plan?view=today");
  const projects = page.getByRole("navigation", { name: "Projects" });
  await expect(projects.getByRole("link", { name: /Goes well/ })).toContainText("Healthy");
  await expect(projects.getByRole("link", { name: /Is late/ })).toContainText("At risk");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in the planner, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await begin(page, [
      { name: "project.create", args: { id: "album", name: "Salt Lantern", due_at: Date.now() + 1e8 } },
      { name: "todo.create", args: { name: "Mix", project_id: "album", estimated_hours: 9, due_at: Date.now() - 1e8 } },
      { name: "todo.create", args: { id: "thank", name: "Thank the choir" } },
    ]);
    for (const path of ["?view=today", "?view=inbox", "?view=board", "?view=week", "?view=rules", "/album", "/todo/thank"]) {
      await page.goto(`/plan${path}`);
      await expect(page.getByRole("navigation", { name: "Planning" })).toBeVisible();
      await expect(page.getByRole("main").locator("h1:visible, .plan-name").last()).toBeVisible();
      expect.soft(await violations(page), path).toEqual([]);
    }
  });
}
