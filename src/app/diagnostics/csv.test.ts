import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

test("rows as CSV: quotes, commas, lines, bytes, nothing, and no formulas", () => {
  const rows = [
    { a: 'say "hi", you', b: null },
    { a: "two\nlines", b: 3n },
    { a: "=HYPERLINK(1)", b: new Uint8Array(4) },
  ];
  expect(toCsv(["a", "b"], rows)).toBe('a,b\r\n"say ""hi"", you",\r\n"two\nlines",3\r\n\'=HYPERLINK(1),4 bytes');
});
