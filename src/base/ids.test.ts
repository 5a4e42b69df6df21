import fc from "fast-check";
import { expect, test } from "vitest";
import { fnv1a, idStream, uuidv7 } from "./ids.ts";

const UUIDV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test("a UUIDv7 has the version and variant of RFC 9562 and begins with its time", () => {
  fc.assert(
    fc.property(times, fc.uint8Array({ minLength: 16, maxLength: 16 }), (at, noise) => {
      const id = uuidv7(at, (bytes) => (bytes.set(noise), bytes));
      expect(id).toMatch(UUIDV7);
      expect(parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
    }),
  );
});

test("UUIDv7 sort by time as text", () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      fc.pre(a < b);
      expect(uuidv7(a, (bytes) => bytes.fill(255)) < uuidv7(b, (bytes) => bytes.fill(0))).toBe(true);
    }),
  );
});

test("an id stream depends on its seed and time alone, and does not repeat itself", () => {
  const [first, again, other] = [idStream("m1", 1_700_000_000_000), idStream("m1", 1_700_000_000_000), idStream("m2", 1_700_000_000_000)];
  const ids = Array.from({ length: 5000 }, first);
  expect(Array.from({ length: 5000 }, again)).toEqual(ids);
  expect(new Set([...ids, ...Array.from({ length: 5000 }, other)]).size).toBe(10_000);
  for (const id of ids.slice(0, 20)) expect(id).toMatch(UUIDV7);
});

test("fnv1a answers the published 32-bit values", () => {
  expect(fnv1a("")).toBe(0x811c9dc5);
  expect(fnv1a("a")).toBe(0xe40c292c);
  expect(fnv1a("foobar")).toBe(0xbf9cf968);
});
