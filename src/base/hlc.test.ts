import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareHlc, decodeHlc, encodeHlc, hlcClient, hlcMs, isClientId, isHlc, MAX_SKEW_MS, observe, tick, type Hlc } from "./hlc.ts";

const client = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => bits.toString(16).padStart(16, "0"));
const clock: fc.Arbitrary<Hlc> = fc.record({
  ms: fc.integer({ min: 0, max: 2 ** 48 - 2 }),
  counter: fc.integer({ min: 0, max: 65_535 }),
  client,
});
const parts = ({ ms, counter, client: id }: Hlc) => [BigInt(ms), BigInt(counter), BigInt(`0x${id}`)] as const;

describe("PR3: the hybrid logical clock", () => {
  test("comes back from its text, which is 32 hexadecimal digits", () => {
    fc.assert(
      fc.property(clock, (hlc) => {
        const text = encodeHlc(hlc);
        expect([isHlc(text), decodeHlc(text), hlcMs(text), hlcClient(text)]).toEqual([true, hlc, hlc.ms, hlc.client]);
      }),
    );
  });

  test("sorts as text by time, then counter, then client", () => {
    fc.assert(
      fc.property(clock, clock, (a, b) => {
        const [x, y] = [parts(a), parts(b)];
        const at = x.findIndex((part, i) => part !== y[i]);
        const order = at === -1 ? 0 : x[at]! < y[at]! ? -1 : 1;
        expect(compareHlc(encodeHlc(a), encodeHlc(b))).toBe(order);
      }),
    );
  });

  test("always moves on, whatever the device's clock does", () => {
    fc.assert(
      fc.property(clock, fc.array(fc.integer({ min: -1e12, max: 2 ** 48 - 2 }), { minLength: 1, maxLength: 20 }), (start, times) => {
        let last = start;
        for (const now of times) {
          const next = tick(last, now);
          expect(compareHlc(encodeHlc(last), encodeHlc(next))).toBe(-1);
          last = next;
        }
      }),
    );
  });

  test("after seeing another clock within the bound, the next is later than both", () => {
    fc.assert(
      fc.property(clock, clock, fc.integer({ min: 0, max: MAX_SKEW_MS }), (mine, theirs, behind) => {
        const now = Math.max(0, theirs.ms - behind);
        const next = encodeHlc(tick(observe(mine, encodeHlc(theirs), now), now));
        expect([next > encodeHlc(mine), next.slice(0, 16) > encodeHlc(theirs).slice(0, 16)]).toEqual([true, true]);
      }),
    );
  });

  test("a clock from too far ahead moves nothing", () => {
    fc.assert(
      fc.property(clock, clock, (mine, theirs) => {
        expect(observe(mine, encodeHlc(theirs), theirs.ms - MAX_SKEW_MS - 1)).toBe(mine);
      }),
    );
  });

  test("a full counter borrows a millisecond; the last moment of all is an error, not a repeat", () => {
    const full = { ms: 5, counter: 65_535, client: "00000000000000aa" };
    expect(tick(full, 5)).toEqual({ ms: 6, counter: 0, client: full.client });
    expect(() => tick({ ...full, ms: 2 ** 48 - 1 }, 0)).toThrow(RangeError);
  });

  test.each(["", "0".repeat(31), "0".repeat(33), "G".repeat(32), "A".repeat(32), `${"0".repeat(32)}\n`])("%j is none", (text) =>
    expect([isHlc(text), isClientId(text)]).toEqual([false, false]),
  );
});
