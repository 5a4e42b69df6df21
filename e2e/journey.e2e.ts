import type { Page } from "playwright/test";
import { expect, test } from "playwright/test";
import { buildVault } from "./fixtures/vault.ts";

/** The main job, whole (issue of the foundation): first run → import → find → edit → reload → offline → reload. */
test("a vault is imported, found, edited, and is all there offline", async ({ page, context }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Import…" }).click();
  await importVault(page);

  await find(page, "chorus", /chorus/i);
  await expect(page.getByRole("textbox", { name: "Title" })).toBeVisible();
  await typeAtEnd(page, "a line that must never be lost");
  await expectSaved(page);

  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("a line that must never be lost");

  await serviceWorkerReady(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("a line that must never be lost");
  await typeAtEnd(page, "and this one was typed offline");
  await expectSaved(page);
  await page.reload();
  await expect(page.getByLabel("Content")).toContainText("and this one was typed offline");
  await find(page, "typed offline", /./);
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
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByRole("button", { name: /choose files/i }).click();
  await (await chooser).setFiles({ name: "vault.zip", mimeType: "application/zip", buffer: Buffer.from(buildVault()) });
  await page.getByRole("dialog").getByRole("button", { name: /^import/i }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^(done|close)$/i }).first().click();
}

async function find(page: Page, text: string, name: RegExp): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: "Search everything" }).fill(text);
  await page.getByRole("option", { name }).first().click();
}

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
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
}
