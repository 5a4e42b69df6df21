import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { schemaReference } from "./schema.ts";

test("docs/schema.md is what the migrations make (npm run docs writes it)", async () => {
  expect(readFileSync(new URL("../../docs/schema.md", import.meta.url), "utf8")).toBe(await schemaReference());
});
