import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readPlainFields } from "./plain-front-matter.data.ts";

const piece = fc.constantFrom(
  "tags",
  "created",
  "my key",
  "a",
  "日本",
  "x/y",
  "two words",
  "2024-01-02",
  "2024-01-02T03:04:05Z",
  "2024-01-02T03:04:05.678Z",
  "true",
  "Null",
  "7",
  "-",
  "[",
  "]",
  ",",
  ", ",
  ": ",
  ":",
  "\n",
  "\r\n",
  " ",
  "#",
  " #c",
  '"',
  "é-1",
  "- b",
  "~",
  "&x",
  "*x",
  "...",
  "---",
  "{",
  "}",
  "\t",
  "\u00a0",
  "\u2028",
  "\u0085",
);
const line = fc
  .tuple(piece, fc.constantFrom(": ", ":", ":  ", " : "), fc.array(piece, { maxLength: 4 }))
  .map(([key, colon, rest]) => key + colon + rest.join(""));
const list = fc.tuple(piece, fc.array(piece, { maxLength: 4 })).map(([key, items]) => `${key}: [${items.join(", ")}]`);

test("IM3: plain front matter is read as YAML reads it", () => {
  let plain = 0;
  const same = (text: string) => {
    const fields = readPlainFields(text);
    if (!fields) return;
    plain++;
    const doc = parseDocument(text, { logLevel: "silent" });
    expect([text, doc.errors]).toEqual([text, []]);
    expect([text, Object.fromEntries(fields)]).toEqual([text, doc.toJS() ?? {}]);
  };
  fc.assert(
    fc.property(fc.array(fc.oneof(line, list), { maxLength: 4 }), (lines) => same(lines.join("\n"))),
    { numRuns: 5000, seed: 20261121 },
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => same(pieces.join(""))),
    { numRuns: 3000, seed: 20261121 },
  );
  expect(plain).toBeGreaterThan(300);
});

test.each(["a: 1", "a: [b, 2]", "a: true", "a: 'b'", "a:\n  - b", "a: b: c", "a: b #c", "a: b\na: c", "# c", "a: [b", "a: [b, ]"])(
  "left to YAML: %j",
  (text) => expect(readPlainFields(text)).toBeNull(),
);
