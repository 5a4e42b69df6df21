import { expect, test } from "vitest";
import { createForceLayout } from "./force-layout.ts";
import { indexPicture, radiiOf, type GraphPicture } from "./graph-picture.ts";
import { firstPlaces } from "./places.ts";

function picture(places: Record<string, [number, number] | null>, edges: [number, number][]): GraphPicture {
  const nodes = Object.entries(places).map(([id, at]) => ({
    ...{ id, node_type: "note", name: id, degree: 1, cluster: 0, importance: 0 },
    ...{ x: at?.[0] ?? null, y: at?.[1] ?? null },
  }));
  return { nodes, edges: edges.map(([source, target]) => ({ source, target, edge_type: "LINK" as const, weight: 1 })) };
}
const first = (of: GraphPicture) => firstPlaces(of, indexPicture(of));

test("GV3: the same ids begin in the same places, whatever else is there", () => {
  const one = first(picture({ a: null, b: null, c: null }, []));
  const again = first(picture({ a: null, b: null, c: null }, []));
  expect(one.places).toEqual(again.places);
  expect(one.unplaced).toBe(3);
  expect(new Set(one.places).size).toBe(6);
});

test("GV3: kept places stay, a new node begins among its neighbours, one without on the rim", () => {
  const { places, fixed, unplaced } = first(
    picture({ a: [100, 0], b: [104, 0], new: null, chain: null, alone: null }, [
      [0, 2],
      [1, 2],
      [2, 3],
    ]),
  );
  expect([...places.slice(0, 4)]).toEqual([100, 0, 104, 0]);
  expect([...fixed]).toEqual([1, 1, 0, 0, 0]);
  expect(unplaced).toBe(3);
  expect(Math.hypot(places[4]! - 102, places[5]!)).toBeLessThanOrEqual(12);
  expect(Math.hypot(places[6]! - places[4]!, places[7]! - places[5]!)).toBeLessThanOrEqual(12.01);
  expect(Math.hypot(places[8]! - 102, places[9]!)).toBeGreaterThan(2);
});

/** Two groups of ten, dense inside, one link between. */
function twoGroups(): GraphPicture {
  const edges: [number, number][] = [[0, 10]];
  for (const from of [0, 10]) for (let i = 0; i < 10; i++) for (let j = i + 1; j < 10; j++) edges.push([from + i, from + j]);
  return picture(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`n${i}`, null])), edges);
}

function arrange(of: GraphPicture, steps: number, fixed?: Uint8Array) {
  const start = first(of);
  const layout = createForceLayout({
    places: start.places,
    radii: radiiOf(of),
    edges: Float32Array.from(of.edges.flatMap(({ source, target, weight }) => [source, target, weight])),
    fixed: fixed ?? start.fixed,
  });
  for (let i = 0; i < steps; i++) layout.step();
  return { start: start.places, end: layout.places() };
}

test("GV3: the layout is the same every time, and brings together what is linked", () => {
  const { end } = arrange(twoGroups(), 200);
  expect(arrange(twoGroups(), 200).end).toEqual(end);
  const distance = (a: number, b: number) => Math.hypot(end[2 * a]! - end[2 * b]!, end[2 * a + 1]! - end[2 * b + 1]!);
  const inside = [...Array(8).keys()].map((i) => distance(i + 1, i + 2));
  const across = [...Array(8).keys()].map((i) => distance(i + 1, i + 11));
  expect(Math.max(...inside)).toBeLessThan(Math.min(...across));
});

test("GV3: fixed nodes do not move, new ones do", () => {
  const { start, end } = arrange(
    twoGroups(),
    50,
    Uint8Array.from({ length: 20 }, (_, i) => Number(i < 19)),
  );
  expect([...end.slice(0, 38)]).toEqual([...start.slice(0, 38)]);
  expect([...end.slice(38)]).not.toEqual([...start.slice(38)]);
});

test("GV3: steps become smaller as nodes settle", () => {
  const of = twoGroups();
  const layout = createForceLayout({
    places: first(of).places,
    radii: radiiOf(of),
    edges: Float32Array.from(of.edges.flatMap(({ source, target }) => [source, target, 1])),
    fixed: new Uint8Array(20),
  });
  const moves = Array.from({ length: 400 }, () => layout.step());
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(moves.slice(-20))).toBeLessThan(mean(moves.slice(0, 20)) / 4);
});
