import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical findings of axe-core on what is shown now. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

interface Door {
  readonly ready: Promise<void>;
  mutate(commands: { name: string; args: unknown }[]): Promise<{ ok: boolean }[]>;
  query(name: string, args: unknown): Promise<{ rows: { id: string; due_at: number; completed_at: number | null; latitude: number }[] }>;
}

async function openSample(page: Page): Promise<void> {
  await page.goto("/");
  await page.waitForFunction("window.atelier");
  await page.evaluate(async () => {
    const door = (window as unknown as { atelier: Door }).atelier;
    await door.ready;
    await door.mutate([
      { name: "sample.create", args: {} },
      { name: "setting.set", args: { key: "started", value: true } },
    ]);
  });
}

/** One node of the sample as it is now. */
const nodeOf = (page: Page, name: string) =>
  page.evaluate(async (wanted) => {
    const door = (window as unknown as { atelier: Door }).atelier;
    const { rows } = (await door.query("node.list", { limit: 200 })) as unknown as {
      rows: {
        id: string;
        name: string;
        due_at: number;
        completed_at: number | null;
        event_start: number;
        latitude: number;
        location_name: string;
      }[];
    };
    return rows.find((row) => row.name === wanted)!;
  }, name);

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openSample(page);
});

test("PI3: the calendar shows the month, an item goes to another day by keyboard, and back by undo", async ({ page }) => {
  await page.goto("/views?layout=calendar");
  const item = page.getByRole("button", { name: /^Press text/ });
  await expect(item).toBeVisible();
  const today = page.locator('.calendar-day[aria-current="date"]');
  await expect(today).toContainText("Press text");
  expect.soft(await violations(page)).toEqual([]);

  const before = await nodeOf(page, "Press text");
  await today.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".calendar-item:focus")).toBeVisible();
  await item.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText(/“Press text” moved to/)).toBeVisible();
  const moved = await nodeOf(page, "Press text");
  expect(new Date(moved.due_at).getDate()).toBe(new Date(before.due_at + 86_400_000).getDate());
  await expect(today).not.toContainText("Press text");
  await expect(page.locator(".calendar-item:focus")).toContainText("Press text");

  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(today).toContainText("Press text");
  expect((await nodeOf(page, "Press text")).due_at).toBe(before.due_at);

  await page.locator(".calendar-day[tabindex='0']").focus();
  const month = await page.locator(".calendar-head h2").innerText();
  await page.keyboard.press("PageDown");
  await expect(page.locator(".calendar-head h2")).not.toHaveText(month);
  await page.reload();
  await expect(page.locator(".calendar-head h2")).not.toHaveText(month);
});

test("PI3: an item is dragged to another day; what was changed on a day stays there and says so", async ({ page }) => {
  await page.goto("/views?layout=calendar");
  const item = page.getByRole("button", { name: /^Press text/ });
  await expect(item).toBeVisible();
  const before = await nodeOf(page, "Press text");
  const first = page.locator('.calendar-day:not([aria-current="date"])').first();
  await item.dragTo(first);
  await expect(page.getByText(/“Press text” moved to/)).toBeVisible();
  expect((await nodeOf(page, "Press text")).due_at).toBeLessThan(before.due_at);

  await page.getByRole("combobox", { name: "Dates" }).selectOption("modified_at");
  const changed = page.locator('.calendar-day[aria-current="date"] .calendar-item').first();
  await changed.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page.getByText("When something was changed last cannot be changed by hand.")).toBeVisible();
});

test("PI9: a brush over the timeline narrows the set, Escape widens it again", async ({ page }) => {
  await page.goto("/views?layout=timeline");
  const sight = page.locator(".timeline-head [role='status']");
  await expect(sight).toHaveText(/^\d+ in sight$/);
  const all = Number.parseInt(await sight.innerText());
  expect.soft(await violations(page)).toEqual([]);
  const strip = page.getByRole("application", { name: /^Timeline/ });
  const box = (await strip.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/time/);
  await expect.poll(async () => Number.parseInt(await sight.innerText())).toBeLessThan(all);
  expect(Number.parseInt(await sight.innerText())).toBeGreaterThan(0);
  await strip.focus();
  await page.keyboard.press("Escape");
  await expect.poll(async () => Number.parseInt(await sight.innerText())).toBe(all);
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("button", { name: "Show all times again" })).toBeVisible();
  const range = page.locator(".timeline-head h2");
  const before = await range.innerText();
  await page.keyboard.press("+");
  await expect(range).not.toHaveText(before);
});

test("PI4 PI5 PI6: the map works without a network; zooming narrows what is in view, Search here filters", async ({ page, context }) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto("/views?layout=map");
  const status = page.getByRole("region", { name: "Places in view" }).getByRole("status");
  await expect(status).toHaveText(/^1\d places$/);
  expect.soft(await violations(page)).toEqual([]);
  await context.setOffline(true);
  await page.reload();
  await expect(status).toHaveText(/^1\d places$/);
  const inked = () =>
    page.locator(".world-map canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, value, i) => sum + (i % 4 === 3 && value > 0 ? 1 : 0), 0) / (canvas.width * canvas.height);
    });
  await expect.poll(inked).toBeGreaterThan(0.2);

  const list = page.getByRole("region", { name: "Places in view" });
  await list.getByRole("button", { name: /^Yokohama/ }).click();
  await expect(page.getByRole("article", { name: /^Yokohama/ })).toBeVisible();
  await expect(status).toHaveText("1 place");
  await page.getByRole("button", { name: "Search here" }).click();
  await expect(page).toHaveURL(/box|west/);
  await page.locator(".map-layout").getByRole("button", { name: "Show all" }).click();
  await expect(status).toHaveText("1 place");
  await page.getByRole("button", { name: "Search everywhere" }).click();
  await expect(status).toHaveText(/^1\d places$/);
  await page.getByRole("switch", { name: "Filter as I move" }).check({ force: true });
  await page.getByRole("application", { name: "Map of this set" }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("+");
  await expect.poll(async () => Number.parseInt(await status.innerText())).toBeLessThan(11);
});

test("PI10: a place is set from the inspector by its coordinates, and taken back", async ({ page }) => {
  await page.goto(`/notes/${(await nodeOf(page, "Budget")).id}`);
  await page.getByRole("button", { name: "Add a place" }).click();
  const dialog = page.getByRole("dialog", { name: /^Place of/ });
  await expect(dialog).toBeVisible();
  expect.soft(await violations(page)).toEqual([]);
  await dialog.getByLabel("Latitude").fill("north");
  await dialog.getByRole("button", { name: "Save place" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Latitude is a number");
  await dialog.locator(".world-map canvas").click({ position: { x: 120, y: 90 } });
  await expect(dialog.getByLabel("Longitude")).not.toHaveValue("");
  await dialog.getByLabel("Name").fill("The bank");
  await dialog.getByRole("button", { name: "Save place" }).click();
  await expect(page.getByRole("button", { name: "The bank" })).toBeVisible();
  expect(await nodeOf(page, "Budget")).toMatchObject({ location_name: "The bank" });
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("button", { name: "Add a place" })).toBeVisible();
});

test("PI11: the grid crosses two properties, changes its axes and narrows the set", async ({ page }) => {
  await page.goto("/views?layout=grid");
  const grid = page.getByRole("grid", { name: "Folder by status" });
  await expect(grid.getByRole("gridcell", { name: /^Songs, done: 4/ })).toBeVisible();
  expect.soft(await violations(page)).toEqual([]);
  await page.getByRole("combobox", { name: "Columns" }).selectOption("tag");
  await expect(page.getByRole("grid", { name: "Folder by tag" })).toBeVisible();
  await page.getByRole("button", { name: "Swap rows and columns" }).click();
  const swapped = page.getByRole("grid", { name: "Tag by folder" });
  await expect(swapped).toBeVisible();
  await expect(swapped.getByRole("rowheader", { name: /#tour/ })).toBeVisible();
  const first = swapped.getByRole("gridcell").first();
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("td:focus")).toBeVisible();
  await swapped.getByRole("button", { name: /^#tour/ }).click();
  await expect(page).toHaveURL(/tour/);
  await expect(swapped.getByRole("rowheader", { name: /#song/ })).toHaveCount(0);
});

test("PI7 PI12: Home says what is due and when things happened, a tick completes and is taken back", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overdue 3" })).toBeVisible();
  expect.soft(await violations(page)).toEqual([]);
  await page.getByRole("checkbox", { name: "Completed: Budget" }).click();
  await expect(page.getByText("“Budget” completed.")).toBeVisible();
  expect((await nodeOf(page, "Budget")).completed_at).not.toBeNull();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("checkbox", { name: "Completed: Budget" })).not.toBeChecked();

  const activity = page.getByRole("grid", { name: /^Written or changed/ });
  const last = activity.locator('[tabindex="0"]');
  await last.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(activity.locator('[aria-selected="true"]')).toHaveCount(8);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/views/);
  await expect(page).toHaveURL(/modified_at/);
});

test("PI12: Home does not move while it loads", async ({ page }) => {
  await page.addInitScript(() => {
    const moved = { total: 0 };
    (window as unknown as { moved: typeof moved }).moved = moved;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) moved.total += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overdue 3" })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as unknown as { moved: { total: number } }).moved.total)).toBeLessThan(0.01);
});
