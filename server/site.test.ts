import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readSite } from "./site.ts";

const folders: string[] = [];

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "atelier-site-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

test("reads files with type, hash and the compressed forms beside them", () => {
  const site = readSite(
    folderWith({ "index.html": "<p>", "assets/app-AbCd_123.js": "code", "assets/app-AbCd_123.js.br": "b", "sw.js": "worker" }),
  );
  expect([...site.keys()].sort()).toEqual(["/assets/app-AbCd_123.js", "/index.html", "/sw.js"]);
  expect(site.get("/index.html")).toMatchObject({ mime: "text/html; charset=utf-8", immutable: false, encoded: {} });
  expect(site.get("/assets/app-AbCd_123.js")).toMatchObject({ mime: "text/javascript; charset=utf-8", immutable: true });
  expect(new TextDecoder().decode(site.get("/assets/app-AbCd_123.js")!.encoded.br)).toBe("b");
});

test("a file changes its ETag with its content", () => {
  const [one, two, same] = ["a", "b", "a"].map((text) => readSite(folderWith({ "sw.js": text })).get("/sw.js")!.etag);
  expect(one).not.toBe(two);
  expect(one).toBe(same);
});

test("leaves out hidden folders and types it does not know", () => {
  const site = readSite(folderWith({ ".vite/manifest.json": "{}", "notes.sqlite": "x", "index.html": "" }));
  expect([...site.keys()]).toEqual(["/index.html"]);
});
