import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./base64.ts";
import { utf8Length } from "./utf8.ts";

test("base64 of any bytes is that of the platform, and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const buffer = Buffer.from(bytes);
      expect([toBase64(bytes), toBase64Url(bytes)]).toEqual([buffer.toString("base64"), buffer.toString("base64url")]);
      expect([fromBase64(toBase64(bytes)), fromBase64Url(toBase64Url(bytes))]).toEqual([bytes, bytes]);
    }),
  );
});

test.each(["A", "AB=", "AB==C", "A*==", "AB", "QR==", "é"])("%j is not base64 as we write it", (text) =>
  expect(fromBase64(text)).toBeUndefined(),
);

test.each(["A", "AA==", "AB", "+/+/", "a b"])("%j is not base64url as we write it", (text) => expect(fromBase64Url(text)).toBeUndefined());

test("the length in UTF-8 is that of the platform, lone surrogates included", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
  );
});
