// Takes the pictures of the README (docs/images) and of the install dialog (public/screenshots) from the built app with the
// sample workspace in it. Run it by hand after `npm run build` when the app looks different.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { setupChromium } from "./chromium.mjs";
import { root } from "./lib.mjs";

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };
const images = join(root, "docs/images");
const installDialog = join(root, "public/screenshots");
for (const folder of [images, installDialog]) mkdirSync(folder, { recursive: true });

const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
  env: { ...process.env, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
const url = await new Promise((resolve) => server.stdout.once("data", (line) => resolve(String(line).match(/http:\S+/)[0])));
const browser = await chromium.launch({ executablePath: await setupChromium(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      deviceScaleFactor: size === "narrow" ? 2 : 1,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const keep = (name) => page.screenshot({ path: join(images, `${name}-${size === "wide" ? "" : "phone-"}${colorScheme}.png`) });
    await page.goto(url);
    await page.getByRole("button", { name: "Open the sample workspace" }).waitFor();
    await keep("first-run");
    await page.getByRole("button", { name: "Open the sample workspace" }).click();
    await page.getByLabel("Content").waitFor();
    await page.waitForLoadState("networkidle");
    await keep("notes");
    if (colorScheme === "light") await page.screenshot({ path: join(installDialog, `${size}.png`) });
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Search everything" }).fill("chorus");
    await page.getByRole("option").first().waitFor();
    await keep("search");
    await page.keyboard.press("Escape");
    await page.goto(`${url}/settings`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await keep("settings");
    await context.close();
  }
}
await browser.close();
server.kill();
