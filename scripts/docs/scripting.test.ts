import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { commandSpecs, querySpecs, taskSpecs } from "../../src/content/index.model.ts";
import { EXAMPLES } from "./examples.ts";
import { scriptingReference } from "./scripting.ts";

const specs = new Map([...commandSpecs, ...querySpecs, ...taskSpecs]);

test("docs/scripting.md is what the contract says (npm run docs writes it)", () => {
  expect(readFileSync(new URL("../../docs/scripting.md", import.meta.url), "utf8")).toBe(scriptingReference());
});

test("there is an example for each command, query and task, and no other", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...specs.keys()].sort());
});

test.each(Object.entries(EXAMPLES))("the example of %s fits its arguments", async (name, source) => {
  const task = (asked: string) =>
    Promise.resolve(
      asked === "backup.list"
        ? [{ name: "manual-1.sqlite" }]
        : { blob: new Blob(["SQLite"]), url: "https://atelier.example/join#code", id: "the-choir" },
    );
  const atelier = {
    query: () => Promise.resolve({ mutation_id: "mutation-1", rows: [{ version: 1 }], account: { id: "ada", name: "ada" } }),
    task,
  };
  const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => (given: unknown) => Promise<unknown>;
  const args = await new AsyncFunction("atelier", `return ${source}`)(atelier);
  const checked = v.safeParse(specs.get(name)!.args, args);
  expect(checked.issues?.map((issue) => issue.message)).toBeUndefined();
});
