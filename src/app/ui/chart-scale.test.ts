import { describe, expect, test } from "vitest";
import { doublings, linear, logarithmic, pathOf, thinned, ticksTo } from "./chart-scale.ts";

describe("PL13: scales of pictures", () => {
  test("a linear scale goes from one range to the other; without a span it stays at the beginning", () => {
    const scale = linear([0, 10], [100, 0]);
    expect([scale(0), scale(5), scale(10)]).toEqual([100, 50, 0]);
    expect(linear([3, 3], [0, 50])(3)).toBe(0);
  });
  test("each doubling takes the same room; what lies outside stands at the edge", () => {
    const scale = logarithmic([1, 4], [0, 10]);
    expect([1, 2, 4, 0.1, 99].map(scale)).toEqual([0, 5, 10, 0, 10]);
  });
  test.each([
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
    [1, [0, 0.5, 1]],
    [7, [0, 2, 4, 6, 8]],
    [20, [0, 5, 10, 15, 20]],
    [137, [0, 50, 100, 150]],
  ])("round numbers up to %s", (most, wanted) => expect(ticksTo(most)).toEqual(wanted));
  test("powers of two around what there is", () => {
    expect(doublings(0.3, 5)).toEqual([0.25, 0.5, 1, 2, 4, 8]);
    expect(doublings(1, 1)).toEqual([1, 2]);
  });
  test("labels are left out until they fit, the last one never", () => {
    expect(thinned([1, 2, 3, 4, 5], 100, 20)).toEqual([1, 2, 3, 4, 5]);
    expect(thinned([1, 2, 3, 4, 5], 60, 20)).toEqual([1, 3, 5]);
    expect(thinned([], 60, 20)).toEqual([]);
  });
  test("a path", () =>
    expect(
      pathOf([
        [0, 1],
        [2.25, 3],
      ]),
    ).toBe("M0.0,1.0 L2.3,3.0"));
});
