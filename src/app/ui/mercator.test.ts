import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boxAround,
  boxBetween,
  boxOf,
  cellFor,
  fitted,
  isInside,
  limited,
  padded,
  panned,
  project,
  span,
  unproject,
  zoomedAt,
  type MapView,
} from "./mercator.ts";

const SIZE = { width: 800, height: 500 };
const view = (longitude: number, scale = 1600): MapView => ({ x: (longitude + 180) / 360, y: 0.5, scale });

const place = fc.record({
  latitude: fc.double({ min: -80, max: 80, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179.999, noNaN: true }),
});
const anyView = fc
  .record({
    x: fc.double({ min: 0, max: 0.999, noNaN: true }),
    y: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    scale: fc.double({ min: 1000, max: 200_000, noNaN: true }),
  })
  .map((raw) => limited(raw, SIZE));

describe("PI5: the projection", () => {
  test("a pixel is the place that it shows", () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 500 }), (shown, x, y) => {
        const { latitude, longitude } = unproject(shown, SIZE, x, y);
        const back = project(shown, SIZE, latitude, longitude);
        expect(Math.abs(back.x - x)).toBeLessThan(0.01);
        expect(Math.abs(back.y - y)).toBeLessThan(0.01);
      }),
      { seed: 4 },
    );
  });

  test("what is drawn on the map is in its box, and the other way round", () => {
    fc.assert(
      fc.property(anyView, place, (shown, { latitude, longitude }) => {
        const at = project(shown, SIZE, latitude, longitude);
        const isDrawn = at.x > 0.01 && at.x < SIZE.width - 0.01 && at.y > 0.01 && at.y < SIZE.height - 0.01;
        const isOut = at.x < -0.01 || at.x > SIZE.width + 0.01 || at.y < -0.01 || at.y > SIZE.height + 0.01;
        const inside = isInside(boxOf(shown, SIZE), latitude, longitude);
        if (isDrawn) expect(inside).toBe(true);
        if (isOut) expect(inside).toBe(false);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test("zooming keeps the place under the pointer", () => {
    const before = unproject(view(20), SIZE, 600, 120);
    const after = unproject(zoomedAt(view(20), SIZE, 600, 120, 3), SIZE, 600, 120);
    expect(after.latitude).toBeCloseTo(before.latitude, 6);
    expect(after.longitude).toBeCloseTo(before.longitude, 6);
  });

  test("the world stays in the picture and goes round", () => {
    const far = panned(view(170), SIZE, -400, 100_000);
    expect(far.y).toBeGreaterThan(0);
    expect(unproject(far, SIZE, 400, 250).longitude).toBeCloseTo(-100, 6);
    expect(limited({ x: 3.25, y: 9, scale: 1 }, SIZE)).toMatchObject({ x: 0.25, y: 0.5 });
  });
});

describe("PI5: the date line", () => {
  test("a box around it has its west greater than its east", () => {
    const box = boxOf(view(180, 3200), SIZE);
    expect(box.west).toBeCloseTo(135, 6);
    expect(box.east).toBeCloseTo(-135, 6);
    expect(span(box)).toBeCloseTo(90, 6);
    expect([isInside(box, 0, 179), isInside(box, 0, -179), isInside(box, 0, 0)]).toEqual([true, true, false]);
  });

  test("a box is the same in whatever direction it was drawn", () => {
    const [a, b] = [
      { x: 700, y: 400 },
      { x: 100, y: 50 },
    ];
    expect(boxBetween(view(170), SIZE, a, b)).toEqual(boxBetween(view(170), SIZE, b, a));
  });

  test("once around is everything", () => {
    expect(boxOf(view(77, 600), SIZE)).toMatchObject({ west: -180, east: 180 });
    expect(padded({ west: 100, east: -100, south: -10, north: 10 }, 1)).toMatchObject({ west: -180, east: 180, south: -30, north: 30 });
    const over = padded({ west: 170, east: 175, south: -10, north: 10 }, 2);
    expect([Math.round(over.west), Math.round(over.east)]).toEqual([160, -175]);
  });

  test("places on both sides of it lie side by side", () => {
    const pacific = [
      { latitude: -18, longitude: 178 },
      { latitude: -14, longitude: -171 },
      { latitude: -41, longitude: 174 },
    ];
    expect(boxAround(pacific)).toEqual({ west: 174, east: -171, south: -41, north: -14 });
    expect(boxAround([])).toBeUndefined();
  });

  test("what is fitted is seen whole", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const box = boxAround(places)!;
        const shown = boxOf(fitted(box, SIZE), SIZE);
        if (span(box) > 200) return;
        for (const { latitude, longitude } of places) expect(isInside(padded(shown, 0.01), latitude, longitude)).toBe(true);
      }),
      { seed: 4 },
    );
  });
});

test("PI6: cells halve with each step of the zoom and are about as large as asked", () => {
  for (let scale = 300; scale < 200_000; scale *= 1.3) {
    const cell = cellFor(view(0, scale), 48);
    const pixels = (cell / 360) * scale;
    expect(pixels).toBeGreaterThan(33);
    expect(pixels).toBeLessThan(69);
    expect(Number.isInteger(Math.log2(360 / cell))).toBe(true);
  }
});
