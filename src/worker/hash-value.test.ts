import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hashValue } from "./hash-value.ts";

test("DB11: what was kept as JSON and read back has the same hash; absent and undefined are one", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => hashValue(JSON.parse(JSON.stringify(value))) === hashValue(value)));
  expect(hashValue({ a: 1, b: undefined })).toBe(hashValue({ a: 1 }));
});

test("DB11: other arguments have another hash: order, nesting, type, length, bytes", () => {
  const values = [
    [],
    {},
    "",
    null,
    0,
    "0",
    false,
    [1, 2],
    [2, 1],
    [[1], 2],
    { a: "b" },
    { b: "a" },
    "ab",
    ["a", "b"],
    new Uint8Array([1, 2]),
    new Uint8Array([2, 1]),
    [[], []],
    [[[]]],
    { a: {} },
    { a: [] },
  ];
  expect(new Set(values.map(hashValue)).size).toBe(values.length);
});

test("DB11: the bytes of a file are not copied: 5 MB take no time that anybody notices", () => {
  const bytes = new Uint8Array(5_000_000).fill(7);
  const start = performance.now();
  hashValue([{ name: "attachment.create", args: { bytes } }]);
  expect(performance.now() - start).toBeLessThan(1000);
});
