import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { buildVault, vaultFiles } from "./fixtures/vault.ts";

/** The main job, whole (issue of the foundation): first run → import → find → edit → reload → offline → reload. */
test("a vault is imported, found, edited, and is all there offline", async ({ page, context }) => {
  test.setTimeout(120_000);
  await page.goto("/");
  await page.getByRole("button", { name: "Import…" }).click();
  await importVault(page);
  await expect.poll(() => countNotes(page)).toBe(Object.keys(vaultFiles()).filter((path) => path.endsWith(".md")).length);

  await find(page, "linea riego", "Línea de riego");
  await find(page, "トマト", "トマト");
  await find(page, "basil", "Basil 🌿");
  await find(page, "tomato", "Tomatoes");
  await expect(page.getByRole("complementary")).toContainText("Basil 🌿");
  await typeAtEnd(page, "a line that must never be lost");
  await expectSaved(page);

  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("a line that must never be lost");

  await serviceWorkerReady(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("a line that must never be lost");
  await typeAtEnd(page, " and this one was typed offline");
  await expectSaved(page);
  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("and this one was typed offline");
  await find(page, '"typed offline"', "Tomatoes");
});

test("the same vault again changes nothing, and an import can be taken back as a whole", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/");
  await page.getByRole("button", { name: "Import…" }).click();
  await importVault(page);
  const notes = await countNotes(page);
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: "Search everything" }).fill("import");
  await page.getByRole("option", { name: /^Import…/ }).click();
  await chooseVault(page);
  await expect(page.getByRole("dialog")).toContainText("Unchanged");
  await page.keyboard.press("Escape");
  expect(await countNotes(page)).toBe(notes);
  const undone = await page.evaluate(async () => {
    const latest = (await window.atelier.query("undo.latest")) as { mutation_id: string };
    return window.atelier.mutate([{ name: "undo.apply", args: { mutation_id: latest.mutation_id } }]);
  });
  expect(undone).toMatchObject([{ ok: true }]);
  expect(await countNotes(page)).toBe(0);
});

test("a second tab sees an edit live, and takes over in the middle of a sentence", async ({ page, context }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Start empty" }).click();
  await page.getByRole("button", { name: "New note" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("Two tabs");
  await page.getByLabel("Content").click();
  await page.keyboard.insertText("from the first tab");
  await expectSaved(page);

  const follower = await context.newPage();
  await follower.goto(page.url());
  await expect(follower.getByLabel("Content")).toContainText("from the first tab");
  await typeAtEnd(page, " more words");
  await expect(follower.getByLabel("Content")).toContainText("more words");

  await follower.getByLabel("Content").click();
  await follower.keyboard.press("Control+End");
  const words = Array.from({ length: 30 }, (_, i) => ` w${i}`);
  for (const [i, word] of words.entries()) {
    await follower.keyboard.insertText(word);
    if (i === 10) await page.close();
  }
  await expectSaved(follower);
  await follower.reload();
  await expect(follower.getByLabel("Content")).toContainText(words.join("").trim());
});

async function importVault(page: Page): Promise<void> {
  await chooseVault(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Import \d/ })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click({ timeout: 60_000 });
}

async function chooseVault(page: Page): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByRole("button", { name: "Choose files…" }).click();
  await (await chooser).setFiles({ name: "vault.zip", mimeType: "application/zip", buffer: Buffer.from(buildVault()) });
  await expect(page.getByRole("dialog")).toContainText("Nothing has been written yet", { timeout: 60_000 });
}

/** Finds by `text`, opens the hit called `title`, and waits until it is open. */
async function find(page: Page, text: string, title: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: "Search everything" }).fill(text);
  await page
    .getByRole("option", { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue(title);
}

const countNotes = (page: Page) =>
  page.evaluate(async () => ((await window.atelier.query("node.count", { type: "note" })) as { count: number }).count);

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByLabel("Content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
}

const expectSaved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

/** Everything is precached and the page is controlled: from here on the network may be off. */
async function serviceWorkerReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
}
