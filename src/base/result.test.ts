import { expect, test } from "vitest";
import { assert } from "./assert.ts";
import { isFileLike } from "./blob.ts";
import { Refusal, fail, ok } from "./result.ts";

test("outcomes are plain data that survive structured cloning", () => {
  expect(structuredClone(ok([1]))).toEqual({ ok: true, value: [1] });
  expect(structuredClone(fail("NodeNotFound", "It is not there."))).toEqual({
    ok: false,
    error: { type: "NodeNotFound", message: "It is not there." },
  });
});

test("a refusal carries its failure", () => {
  const refusal = new Refusal("NodeNotFound", "It is not there.");
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal.failure).toEqual({ type: "NodeNotFound", message: "It is not there." });
});

test("assert throws on a broken invariant only", () => {
  expect(() => assert(true, "never")).not.toThrow();
  expect(() => assert(0, "rows stay sorted")).toThrow("Broken invariant: rows stay sorted");
});

test("a file is told from other things", () => {
  expect(isFileLike(new File(["x"], "a.md"))).toBe(true);
  expect(isFileLike(new Blob(["x"]))).toBe(false);
  expect(isFileLike(null)).toBe(false);
});
