import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";
import { begin, monday } from "./planner-helpers.ts";

// What slid goes to the next week by a key for its row, or by one for all.
for (const [device, viewport, carry] of [
  ["at a desk", { width: 1280, height: 800 }, "Shift+ArrowRight"],
  ["on a phone", { width: 390, height: 844 }, "c"],
] as const) {
  test(`PL1–PL12: a week ${device}, by keys only: dump, match, refine, commit, work, finish and review offline`, async ({
    page,
    context,
  }) => {
    await page.setViewportSize(viewport);
    await begin(page, [{ name: "project.create", args: { id: "album", name: "Salt Lantern" } }]);
    await page.goto("/plan?view=inbox");
    const field = page.getByRole("textbox", { name: "Add a todo" });
    await field.focus();
    for (const line of ["Mix the chorus ~2h", "Book the strings ~1h"]) {
      await page.keyboard.type(line);
      await page.keyboard.press("Enter");
      await expect(field).toHaveValue("");
    }
    for (const name of ["Mix the chorus", "Book the strings"]) {
      await page.getByRole("combobox", { name: `Project of ${name}` }).press("s");
      await expect(page.getByRole("combobox", { name: `Project of ${name}` })).toHaveCount(0);
    }
    await expect(page.getByText("The inbox is empty")).toBeVisible();

    await page.goto("/plan?view=board");
    await page.getByRole("group", { name: "Mix the chorus", exact: true }).press("Shift+ArrowRight");
    await expect(page.getByRole("region", { name: "Refined" }).getByRole("group", { name: "Mix the chorus", exact: true })).toBeVisible();

    await page.goto("/plan?view=week");
    for (const name of ["Mix the chorus", "Book the strings"]) {
      await page.getByRole("button", { name: `Plan ${name}` }).press("Enter");
      await expect(page.getByRole("button", { name: `Take ${name} out of the week` })).toBeVisible();
    }
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Start the timer of Mix the chorus" }).press("Enter");
    await expect(page.getByRole("button", { name: "Stop the timer of Mix the chorus" })).toBeVisible();
    await page.getByRole("checkbox", { name: "Done: Mix the chorus" }).press("Enter");
    await expect(page.getByRole("checkbox", { name: "Done: Mix the chorus" })).toBeChecked();

    await page.goto(`/plan?view=review&week=${monday()}`);
    await expect(page.getByText("67 % of what was planned is done")).toBeVisible();
    await expect(page.getByRole("heading", { name: /Done as planned/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Carry it over/ })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("link", { name: "Book the strings" })).toBeFocused();
    await page.keyboard.press(carry);
    await expect(page.locator(".review-where")).toContainText("week of");
    const thought = page.getByRole("textbox", { name: /What went well/ });
    await thought.focus();
    await page.keyboard.type("Mixing went well. Call the strings earlier.");
    await page.keyboard.press("Tab");
    await expect(page.getByText("67 % of what was planned is done")).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(`atelier.sql("SELECT count(*) AS n FROM nodes WHERE content LIKE 'Mixing went well.%'").then(([row]) => row.n)`),
      )
      .toBe(1);
    await page.reload();
    await expect(thought).toHaveValue("Mixing went well. Call the strings earlier.");
    await page.getByRole("link", { name: "Mix the chorus" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(new RegExp(`week=${monday(1)}`));
    await expect(page.getByRole("link", { name: "Book the strings" })).toBeVisible();
    await expect(thought).toHaveValue("");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await context.setOffline(false);
  });
}

test("PL7: a rule that is turned off takes its term away; every figure opens to its terms", async ({ page }) => {
  await begin(page, [
    { name: "project.create", args: { id: "album", name: "Salt Lantern", why: "Songs." } },
    { name: "todo.create", args: { name: "Mix", project_id: "album", estimated_hours: 2, due_at: Date.now() - 864e5 } },
  ]);
  await page.goto("/plan/album");
  await page.getByText("What makes it").press("Enter");
  await expect(page.getByRole("cell", { name: "1 overdue." })).toBeVisible();
  await page.getByText("How these are reckoned").press("Enter");
  await expect(page.getByText(/Velocity: the hours completed/)).toBeVisible();
  await page.goto("/plan?view=rules");
  const applying = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Salt Lantern" }) });
  await expect(applying.first()).toBeVisible();
  for (let left = await applying.count(); left > 0; left--) {
    await applying.first().getByRole("checkbox").press("Space");
    await expect(applying).toHaveCount(left - 1);
  }
  await expect(applying).toHaveCount(0);
  await page.goto("/plan/album");
  await expect(page.getByText("80 of 100")).toBeVisible();
  await expect(page.getByRole("cell", { name: "1 overdue." })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`PL13: pictures with their sentences and tables; axe finds nothing serious, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const todo = (id: string) => ({ name: "todo.create", args: { id, name: `Mix ${id}`, project_id: "album", estimated_hours: 2 } });
    const commit = (id: string) => ({ name: "todo.commit", args: { id, week_start_date: monday() } });
    await begin(page, [
      { name: "project.create", args: { id: "album", name: "Salt Lantern" } },
      ...["a", "b", "c"].flatMap((id) => [todo(id), commit(id)]),
      { name: "todo.update", args: { id: "a", status: "done", actual_hours: 3 } },
    ]);
    await page.goto("/plan?view=pictures");
    for (const sentence of [/Todos by stage/, /1 active projects/, /1 todos: 1 took longer/, /When things get done/])
      await expect(page.getByRole("img", { name: sentence })).toBeVisible();
    await page.getByText("As a table").first().press("Enter");
    await expect(page.getByRole("columnheader", { name: "Committed" })).toBeVisible();
    expect.soft(await violations(page), "pictures").toEqual([]);
    for (const path of [`?view=review&week=${monday()}`, "?view=week", "/album"]) {
      await page.goto(`/plan${path}`);
      await expect(page.getByRole("main").locator("h2:visible").first()).toBeVisible();
      expect.soft(await violations(page), path).toEqual([]);
    }
  });
}

test("search finds what was thought about a week, and leads to its review", async ({ page }) => {
  await begin(page, [{ name: "week.reflect", args: { week_start_date: monday(-1), text: "The zymurgist was late." } }]);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zymurgist");
  await page.getByRole("option", { name: /Week of/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`view=review&week=${monday(-1)}`));
  await expect(page.getByRole("textbox", { name: /What went well/ })).toHaveValue("The zymurgist was late.");
});
