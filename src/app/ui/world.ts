import type { feature as featureOf } from "topojson-client";

type Topology = Parameters<typeof featureOf>[0];

/** Land and borders in a square of 1,000 units, north above: drawn at any scale without being projected again. */
export interface World {
  readonly land: Path2D;
  readonly borders: Path2D;
}

export const WORLD_UNITS = 1000;

let loading: Promise<World> | undefined;

/** The outlines are part of the app (a chunk of their own): no map is ever asked for over the network (PI4). */
export const loadWorld = (): Promise<World> => (loading ??= drawWorld());

async function drawWorld(): Promise<World> {
  const [{ geoMercator, geoPath }, { feature, mesh }, { default: atlas }] = await Promise.all([
    import("d3-geo"),
    import("topojson-client"),
    import("world-atlas/countries-110m.json"),
  ]);
  const world = atlas as unknown as Topology;
  const projection = geoMercator()
    .scale(WORLD_UNITS / (2 * Math.PI))
    .translate([WORLD_UNITS / 2, WORLD_UNITS / 2]);
  const drawn = (shape: Parameters<ReturnType<typeof geoPath>>[0]) => {
    const path = new Path2D();
    geoPath(projection, path as unknown as CanvasRenderingContext2D)(shape);
    return path;
  };
  const { land, countries } = world.objects;
  return { land: drawn(feature(world, land!)), borders: drawn(mesh(world, countries as Parameters<typeof mesh>[1], (a, b) => a !== b)) };
}
