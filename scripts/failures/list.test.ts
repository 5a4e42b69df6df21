import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAILURES, numbersIn } from "./list.mjs";

test("a title names the numbers of its failures", () => {
  expect(numbersIn("failure 7: the holder is killed, 100 times")).toEqual([7]);
  expect(numbersIn("holds (failures 6, 15 and 17)")).toEqual([6, 15, 17]);
  expect(numbersIn("failure 10, failure 28: a migration")).toEqual([10, 28]);
  expect(numbersIn("failures 26, 29, DI5: killed, 15 times")).toEqual([26, 29]);
  expect(numbersIn("a failure, 3 times")).toEqual([]);
});

const root = join(import.meta.dirname, "../..");
const TITLE = /(?:test|describe|on)(?:\.each\([^;]*?\))?\(\s*["'`]([^"\n]*)|name: "([^"\n]*)"/g;
const sources = ["src", "server", "bench", "e2e"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => readFileSync(join(root, folder, file), "utf8")),
);

test("every failure of the list has a test with its number", () => {
  const named = new Set(sources.flatMap((text) => [...text.matchAll(TITLE)].flatMap(([, title, name]) => numbersIn(title ?? name ?? ""))));
  expect([...FAILURES.keys()].filter((number) => !named.has(number))).toEqual([]);
  expect([...named].filter((number) => !FAILURES.has(number))).toEqual([]);
});
