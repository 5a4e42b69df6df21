import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const documents = ["README.md", ...filesIn("docs", /\.md$/)];

/** The address that a heading gets on the pages where people read these files. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll("`", "")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
const anchors = (path: string) => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

describe.each(documents)("%s", (path) => {
  const links = [
    ...read(path)
      .replace(/```[\s\S]*?```|`[^`\n]*`/g, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target!);

  test("links lead somewhere", () => {
    const broken = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [target, anchor] = link.split("#");
      const file = target ? join(dirname(path), target) : path;
      return !existsSync(join(root, file)) || (anchor !== undefined && !anchors(file).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test("commands exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...read(path).matchAll(/npm (?:run )?([a-z][\w:]*)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts) && !["install", "ci"].includes(name))).toEqual([]);
  });
});

test("the README names every command of package.json", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  expect(Object.keys(scripts).filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(read("README.md")))).toEqual([]);
});

test("files that package.json's scripts and the README's steps run exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const files = Object.values(scripts).flatMap((script) => script.match(/scripts\/[\w.-]+/g) ?? []);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("decisions are numbered without a gap", () => {
  const numbers = readdirSync(join(root, "docs/decisions"))
    .sort()
    .map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test("every rule that code or a test cites is in docs/spec.md", () => {
  const rules = new Set(read("docs/spec.md").match(/\b(DB|CH|TAB|LQ|SE|NO|IM|UI)\d+\b/g));
  const sources = ["src", "server", "e2e", "scripts"].flatMap((folder) => filesIn(folder, /\.(ts|tsx|mjs)$/));
  const missing = sources.flatMap((path) =>
    [...read(path).matchAll(/\b(?:DB|CH|TAB|LQ|SE|NO|IM|UI)\d+\b/g)]
      .filter(([rule]) => !rules.has(rule))
      .map(([rule]) => `${path}: ${rule}`),
  );
  expect(missing).toEqual([]);
});
