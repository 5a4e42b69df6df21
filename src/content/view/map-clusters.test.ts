import fc from "fast-check";
import { expect, test } from "vitest";
import type { MapMarker } from "../../app/ui/draw-map.ts";
import { boxOf, cellFor, isInside, limited, worldX, worldY } from "../../app/ui/mercator.ts";
import { type LoadedMap, loadedAround, mergeNear } from "./map-clusters.view.ts";

const SIZE = { width: 900, height: 600 };
const marker = fc.record({
  id: fc.uuid(),
  name: fc.constant("A place"),
  latitude: fc.double({ min: -70, max: 70, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179, noNaN: true }),
  count: fc.integer({ min: 1, max: 500 }),
});

test("PI6: what would be drawn over each other becomes one, and nothing is lost", () => {
  const total = (markers: readonly MapMarker[]) => markers.reduce((sum, { count }) => sum + count, 0);
  fc.assert(
    fc.property(fc.array(marker, { maxLength: 60 }), fc.integer({ min: 300, max: 100_000 }), (markers, scale) => {
      const merged = mergeNear(markers, scale);
      expect(total(merged)).toBe(total(markers));
      for (const [i, a] of merged.entries())
        for (const b of merged.slice(i + 1)) {
          const distance = Math.hypot(worldX(a.longitude) - worldX(b.longitude), worldY(a.latitude) - worldY(b.latitude)) * scale;
          expect(distance).toBeGreaterThanOrEqual(34);
        }
    }),
    { seed: 4 },
  );
});

test("PI6: dragging a little asks nothing; what is drawn is always loaded", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true })), { maxLength: 40 }),
      (moves) => {
        let view = limited({ x: 0.97, y: 0.4, scale: 4000 }, SIZE);
        let loaded: LoadedMap | undefined;
        for (const [dx, factor] of moves) {
          view = limited({ x: view.x + (dx * SIZE.width) / view.scale, y: view.y, scale: view.scale * factor }, SIZE);
          loaded = loadedAround(loaded, view, SIZE, cellFor(view, 56));
          const shown = boxOf(view, SIZE);
          for (const longitude of [shown.west, shown.east]) {
            const turned = Math.max(-180, Math.min(180, longitude));
            expect(isInside(loaded.box!, shown.south, turned) || isInside(loaded.box!, shown.south, -turned)).toBe(true);
          }
        }
      },
    ),
    { seed: 4 },
  );
  const view = limited({ x: 0.5, y: 0.4, scale: 4000 }, SIZE);
  const first = loadedAround(undefined, view, SIZE, 5);
  expect(loadedAround(first, { ...view, x: 0.52 }, SIZE, 5)).toBe(first);
  expect(loadedAround(first, { ...view, x: 0.9 }, SIZE, 5)).not.toBe(first);
});
