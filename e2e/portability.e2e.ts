import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";
import { CALENDAR_ICS } from "./fixtures/calendar.ts";
import { CREATION_STORE } from "./fixtures/creation-store.ts";
import { isometryFile } from "./fixtures/isometry.ts";
import { TODOIST_CSV } from "./fixtures/todoist.ts";

interface Door {
  readonly ready: Promise<void>;
  mutate(commands: { name: string; args: unknown }[]): Promise<unknown>;
  query(name: string, args: unknown): Promise<unknown>;
}

const begin = async (page: Page, commands: { name: string; args: unknown }[] = []) => {
  await page.goto("/");
  await page.evaluate(async (given) => {
    const door = (window as unknown as { atelier: Door }).atelier;
    await door.ready;
    await door.mutate([{ name: "setting.set", args: { key: "started", value: true } }, ...given]);
  }, commands);
};
const ask = <T>(page: Page, name: string, args: unknown = {}): Promise<T> =>
  page.evaluate(
    async ([query, given]) => (window as unknown as { atelier: Door }).atelier.query(query as string, given),
    [name, args],
  ) as Promise<T>;
const openImport = async (page: Page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Import");
  await page.getByRole("option", { name: /^Import…/ }).click();
};
const choose = async (page: Page, name: string, content: string | Uint8Array) => {
  await openImport(page);
  await page.getByLabel("Files to import").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
};
const count = (page: Page, label: string) => page.getByRole("dialog").locator("dl > div", { hasText: label }).locator("dd");
const bringIn = async (page: Page) => {
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await expect(page.getByText("All of it is in your workspace.")).toBeVisible();
};
const done = async (page: Page) => page.getByRole("button", { name: "Done", exact: true }).click();

test("F20, IF3: Creation OS is offered where it left its projects, comes in with its times, and twice changes nothing", async ({
  page,
}) => {
  await begin(page);
  await openImport(page);
  await expect(page.getByRole("button", { name: "Bring in Creation OS…" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  const stored = JSON.stringify(CREATION_STORE);
  await page.evaluate((text) => localStorage.setItem("creation-store", text), stored);
  await openImport(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Bring in Creation OS…" }).press("Enter");
  await expect(count(page, "New todos")).toHaveText("4");
  await expect(count(page, "New projects")).toHaveText("2");
  await expect(count(page, "Kept as notes")).toHaveText("2");
  await expect(page.getByText("Its project is not in the file")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await bringIn(page);
  await done(page);
  await expect(page.getByRole("link", { name: /Salt Lantern/ }).first()).toBeVisible();
  const [project] = await ask<{ name: string; created_at: number }[]>(page, "project.list");
  expect(project).toMatchObject({ name: "Salt Lantern", created_at: 1_740_000_000_000 });
  expect(await page.evaluate(() => localStorage.getItem("creation-store"))).toBe(stored);

  await openImport(page);
  await page.getByRole("button", { name: "Bring in Creation OS…" }).click();
  await expect(count(page, "Unchanged")).toHaveText("10");
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeVisible();
});

test("IF4, IF7: Todoist, a calendar and Isometry, known by what is in them; a damaged one is refused in words", async ({ page }) => {
  await begin(page);
  await choose(page, "Renovation.csv", TODOIST_CSV);
  await expect(count(page, "New todos")).toHaveText("5");
  await bringIn(page);
  await done(page);
  await expect(page.getByRole("link", { name: /Renovation/ }).first()).toBeVisible();

  await choose(page, "studio", CALENDAR_ICS);
  await expect(count(page, "New events")).toHaveText("3");
  await expect(count(page, "Left out")).toHaveText("1");
  await expect(page.getByText("It repeats: the rule is kept as text")).toBeVisible();
  await bringIn(page);
  await done(page);

  await choose(page, "isometry.bin", await isometryFile());
  await expect(count(page, "New projects")).toHaveText("1");
  await expect(count(page, "Kept as notes")).toHaveText("2");
  await bringIn(page);
  await done(page);
  expect(await ask<{ total: number }>(page, "search.nodes", { text: "lighthouse" })).toMatchObject({ total: 1 });

  await choose(page, "cut.ics", CALENDAR_ICS.slice(0, 500));
  await expect(page.getByRole("alert")).toContainText("damaged or was cut off. Nothing was imported");
});

test("EX3: export, a new device, import: everything is there again", async ({ page, browser }) => {
  await begin(page, [
    { name: "project.create", args: { id: "album", name: "Salt Lantern" } },
    { name: "todo.create", args: { id: "mix", name: "Mix", project_id: "album" } },
    { name: "note.create", args: { id: "verse", name: "Verse", folder: "Songs", content: "to [[Chorus]] #sea" } },
    { name: "note.create", args: { id: "chorus", name: "Chorus", content: "refrain" } },
    { name: "view.create", args: { id: "board", name: "Board", layout: "board", is_pinned: true } },
    { name: "note.create", args: { id: "gone", name: "Gone" } },
    { name: "node.trash", args: { id: "gone" } },
  ]);
  await page.goto("/settings");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export as Markdown" }).click()]);
  const path = await download.path();
  const stats = await ask(page, "workspace.stats");

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto("/");
  await other.getByRole("button", { name: "Import…" }).click();
  await other.getByLabel("Files to import").setInputFiles(path);
  await expect(count(other, "New todos")).toHaveText("1");
  await bringIn(other);
  await done(other);
  const counts = (from: unknown) => {
    const { nodes, edges, tags, trashed } = from as Record<string, unknown>;
    return { nodes, edges, tags, trashed };
  };
  expect(counts(await ask(other, "workspace.stats"))).toEqual(counts(stats));
  expect(await ask(other, "note.get", { id: "verse" })).toEqual(await ask(page, "note.get", { id: "verse" }));
  await context.close();
});
