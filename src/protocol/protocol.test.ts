import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Digest } from "./digest.ts";
import { isName, isRowId } from "./names.ts";
import { parseOp } from "./push.ts";
import { decodeToken, encodeToken } from "./token.ts";
import { decodeValue, encodeValue, isWireValue, type CellValue, type WireValue } from "./value.ts";

const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));

describe("PR4: tokens", () => {
  test("come back from their text, which is 30 letters that need no escaping", () => {
    fc.assert(
      fc.property(fc.record({ epoch: hex(16), seq: fc.integer({ min: 0, max: 2 ** 48 - 1 }), tag: hex(16) }), (token) => {
        const text = encodeToken(token);
        expect([text, decodeToken(text)]).toEqual([expect.stringMatching(/^[\w-]{30}$/), token]);
      }),
    );
  });

  test("what is not one is none, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeToken(text)).toBeUndefined();
      }),
    );
    expect(decodeToken(`${"A".repeat(29)}B`)).toBeUndefined();
  });
});

describe("PR8: values", () => {
  const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
  const cell: fc.Arbitrary<CellValue> = fc.oneof(
    fc.constant(null),
    anyText,
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.uint8Array(),
  );

  test("of every kind survive JSON and are values of the wire; integers that fit a number come back as one", () => {
    fc.assert(
      fc.property(cell, (value) => {
        const wire = JSON.parse(JSON.stringify(encodeValue(value))) as WireValue;
        const back = typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
        expect([isWireValue(wire), decodeValue(wire)]).toEqual([true, back]);
      }),
    );
  });

  test.each([{}, [], ["b"], ["x", ""], ["b", 1], [["b", ""], ""], undefined, Number.NaN, "a\0", "\ud800", ["s", "\0"], Symbol("x"), 1n])(
    "%s is none of the wire",
    (value) => expect(isWireValue(value)).toBe(false),
  );

  test.each([
    ["i", "x"],
    ["f", "1"],
    ["b", "?"],
    ["s", "AA"],
    ["s", "A"],
  ] as const)("%j is kept for later, not guessed", (...wire) => expect(decodeValue(wire as unknown as WireValue)).toBeUndefined());
});

describe("PR6: the digest", () => {
  const cells = fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b"), hex(2), fc.constantFrom("x", "y"), hex(32)), {
    selector: ([table, id, column]) => `${table} ${id} ${column}`,
    minLength: 1,
    maxLength: 30,
  });
  const digestOf = (all: readonly (readonly [string, string, string, string])[]) => {
    const digest = new Digest();
    for (const [table, id, column, hlc] of all) digest.change(table, id, column, undefined, hlc);
    return digest.toString();
  };

  test("does not depend on the order, nor on how the cells came to be; one clock that differs changes it", () => {
    fc.assert(
      fc.property(cells, hex(32), (all, other) => {
        expect(digestOf(all.toReversed())).toBe(digestOf(all));
        const [table, id, column, hlc] = all[0]!;
        const digest = new Digest(digestOf(all));
        digest.change(table, id, column, hlc, other);
        if (other !== hlc) expect(digest.toString()).not.toBe(digestOf(all));
        digest.change(table, id, column, other, hlc);
        expect(digest.toString()).toBe(digestOf(all));
        for (const [t, i, c, h] of all) digest.change(t, i, c, h, undefined);
        expect(digest.toString()).toBe("0000000000000000");
      }),
    );
  });

  test("a thousand cells that differ in one digit only have digests of their own", () => {
    const digests = Array.from({ length: 1_000 }, (_, n) => digestOf([["notes", `n${n}`, "name", "0".repeat(32)]]));
    expect(new Set(digests).size).toBe(1_000);
  });
});

describe("PR9: names", () => {
  test.each(["notes", "_deleted", "aB.c$d-e", "x".repeat(64)])("%s is one", (name) => expect(isName(name)).toBe(true));
  test.each(["", "__proto__", "1a", "a b", "a'b", "é", "x".repeat(65), "a\n", null, {}])("%j is none", (name) =>
    expect(isName(name)).toBe(false),
  );
  test("ids of rows with several key columns are joined and percent-encoded", () =>
    expect([isRowId("0190-abc~%C3%A4%2F"), isRowId("a b"), isRowId("a;b"), isRowId("")]).toEqual([true, false, false, false]));
});

test("PR1: no operation, however strange, raises an error; it is read or refused with a sentence", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("x", "h", "w", "r"), fc.anything()), (raw) => {
      const parsed = parseOp({ m: 1, op: "operation", ...raw }, "00000000000000c1");
      expect(parsed.ok || parsed.message).toMatch(/^[A-Z].*\.$|^[xhrw] .*\.$/);
    }),
  );
});
