import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataModules } from "./index.data.ts";
import { models } from "./index.model.ts";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each([
  ["index.model.ts", ".model.ts"],
  ["index.data.ts", ".data.ts"],
  ["index.view.tsx", ".view.tsx"],
])("%s names every folder that has a *%s of its own name, and no other", (index, ending) => {
  const wanted = folders.map((name) => `./${name}/${name}${ending}`).filter((path) => existsSync(join(import.meta.dirname, path)));
  const listed = [...readFileSync(join(import.meta.dirname, index), "utf8").matchAll(/(?:from|import\() ?"(\.\/[^"]+)"/g)].map(
    ([, path]) => path!,
  );
  expect(listed.filter((path) => wanted.includes(path) || folders.some((name) => path === `./${name}/${name}${ending}`)).sort()).toEqual(
    wanted.sort(),
  );
});

test.each(["commands", "queries", "tasks"] as const)("every one of the models' %s has a function, and there is no other", (kind) => {
  const named = models.flatMap((model) => Object.keys(model[kind]));
  const made = dataModules.flatMap((module) => Object.keys(module[kind]));
  expect(made.sort()).toEqual(named.sort());
});

test("no two content types use one name", () => {
  const names = models.flatMap((model) => [...Object.keys(model.commands), ...Object.keys(model.queries), ...Object.keys(model.tasks)]);
  expect(new Set(names).size).toBe(names.length);
});
