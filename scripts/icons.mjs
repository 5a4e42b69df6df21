// Draws the PNG icons of public/icons from icon.svg, with the Chromium of the tests. Run it by hand when the drawing changes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { setupChromium } from "./chromium.mjs";
import { root } from "./lib.mjs";

const folder = join(root, "public/icons");
const drawing = readFileSync(join(folder, "icon.svg"), "utf8");
const square = /<rect[^>]*\/>/;

/** Maskable: the ground reaches the edges and the mark stays inside the safe circle. Monochrome: the mark alone. */
const VARIANTS = {
  icon: drawing,
  maskable: drawing
    .replace(square, '<rect width="512" height="512" fill="#26221d" /><g transform="translate(256 262) scale(.92) translate(-256 -252)">')
    .replace("</svg>", "</g></svg>"),
  monochrome: drawing.replace(square, "").replaceAll(/#[0-9a-f]{6}/g, "#fff"),
};

const FILES = [
  ["icon", 192],
  ["icon", 512],
  ["maskable", 192],
  ["maskable", 512],
  ["monochrome", 512],
];

const browser = await chromium.launch({ executablePath: await setupChromium(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
const page = await browser.newPage();
for (const [name, size] of FILES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${VARIANTS[name]}`);
  writeFileSync(join(folder, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
