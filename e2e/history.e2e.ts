import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";

interface Door {
  readonly ready: Promise<void>;
  mutate(commands: { name: string; args: unknown }[]): Promise<unknown>;
  query(name: string, args: unknown): Promise<{ content: string }>;
}

const TEXTS = ["Verse one.\n\nVerse two.", "Verse one.\n\nVerse two, slower.", "Verse one.\n\nA bridge."];

/** A note with three states, so with two versions. */
async function makeNote(page: Page): Promise<void> {
  await page.goto("/");
  await page.evaluate(async (texts) => {
    const door = (window as unknown as { atelier: Door }).atelier;
    await door.ready;
    await door.mutate([{ name: "setting.set", args: { key: "versions.interval_s", value: 0 } }]);
    await door.mutate([{ name: "note.create", args: { id: "song", name: "Song", content: texts[0] } }]);
    for (const content of texts.slice(1)) await door.mutate([{ name: "note.update", args: { id: "song", content } }]);
  }, TEXTS);
}

const textOf = (page: Page) =>
  page.evaluate(async () => (await (window as unknown as { atelier: Door }).atelier.query("note.get", { id: "song" })).content);

test("VE1 VE5: from the inspector to the history, along its line by keyboard, what changed, restored, undone", async ({ page }) => {
  await makeNote(page);
  await page.goto("/notes/song");
  await page.getByRole("link", { name: /2 versions/ }).click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  const past = page.getByRole("region", { name: "Version" });
  await expect(past.getByText("A bridge.")).toBeVisible();
  await expect(past.getByText("Verse two, slower.")).toBeVisible();

  await page.getByRole("slider", { name: "Version" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("radio", { name: "As it was" }).check();
  await expect(past.getByText("Verse two.")).toBeVisible();
  await expect(past.getByText("A bridge.")).toHaveCount(0);
  await expect(page).toHaveURL(/version=1$/);

  await page.getByRole("button", { name: "Restore" }).click();
  await expect(past.getByText("The text is the same as now.")).toBeVisible();
  expect(await textOf(page)).toBe(TEXTS[0]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => textOf(page)).toBe(TEXTS[2]);
  // The address shows the same version again.
  await page.reload();
  await expect(page.getByRole("slider", { name: "Version" })).toBeVisible();
  await expect(page).toHaveURL(/version=1$/);
});

test("VE6: a version is kept under a name", async ({ page }) => {
  await makeNote(page);
  await page.goto("/history/song");
  await page.getByRole("button", { name: "Keep this version…" }).click();
  await page.getByLabel("Name").fill("Before the mix");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Versions" }).getByText("Before the mix")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in the history, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await makeNote(page);
    await page.goto("/history/song");
    await expect(page.getByRole("region", { name: "Version" }).getByText("A bridge.")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
