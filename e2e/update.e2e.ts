import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "playwright/test";
import { startBuiltServer, type BuiltServer } from "./built-server.ts";

/** Publishes a new version: a page that differs, and a service worker whose precache says so. */
async function publish(server: BuiltServer, version: string): Promise<void> {
  edit(join(server.client, "index.html"), (html) => html.replace("<head>", `<head><meta name="release" content="${version}" />`));
  edit(join(server.client, "sw.js"), (code) =>
    code.replace(/"revision":"\w+","url":"index\.html"/, `"revision":"${version}","url":"index.html"`),
  );
  await server.restart();
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, "utf8");
  expect(change(text), `${file} has what the new version changes`).not.toBe(text);
  writeFileSync(file, change(text));
  for (const compressed of [`${file}.br`, `${file}.gz`]) if (existsSync(compressed)) rmSync(compressed);
}

const release = (page: Page) => page.locator('meta[name="release"]');
const updateButton = (page: Page) => page.getByRole("button", { name: /update|reload/i });
const checkForUpdate = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

async function noteOf(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: "Start empty" }).click();
  await page.getByRole("button", { name: "New note" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("Written during an update");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByLabel("Content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text, { delay: 15 });
}

const SENTENCES = Array.from({ length: 12 }, (_, i) => `sentence number ${i} of the story. `).join("");

test("failure 30: the app is updated while somebody types, and no character is lost", async ({ browser }) => {
  const server = await startBuiltServer();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await noteOf(page, server.url);
    await publish(server, "second");
    const typing = typeAtEnd(page, SENTENCES);
    await checkForUpdate(page);
    await expect(updateButton(page)).toBeVisible();
    await typing;
    // The offer alone replaced nothing; the last letters are not saved yet when it is accepted.
    await expect(release(page)).toHaveCount(0);
    await page.keyboard.insertText("The very last words");
    await updateButton(page).click();
    await expect(release(page)).toHaveAttribute("content", "second");
    await expect(page.getByLabel("Content")).toContainText(`${SENTENCES}The very last words`);
  } finally {
    await context.close();
    await server.remove();
  }
});

test("failure 30: an update accepted in one tab waits for the sentence in another", async ({ browser }) => {
  const server = await startBuiltServer();
  const context = await browser.newContext();
  try {
    const writer = await context.newPage();
    await noteOf(writer, server.url);
    const other = await context.newPage();
    await other.goto(server.url);
    await publish(server, "second");
    await checkForUpdate(other);
    await expect(updateButton(other)).toBeVisible();
    const typing = typeAtEnd(writer, SENTENCES);
    // The sentence has begun; before that the tab would follow at once.
    await expect(writer.getByLabel("Content")).toContainText("sentence");
    await updateButton(other).click();
    await expect(release(other)).toHaveAttribute("content", "second");
    await typing;
    await expect(writer.getByLabel("Content")).toContainText(SENTENCES.trim());
    // Nobody types any more: now this tab follows.
    await expect(release(writer)).toHaveAttribute("content", "second");
    await expect(writer.getByLabel("Content")).toContainText(SENTENCES.trim());
  } finally {
    await context.close();
    await server.remove();
  }
});
