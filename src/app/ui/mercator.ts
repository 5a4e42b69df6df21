/** A rectangle in degrees; `west > east` crosses the date line (PI5). */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a map shows: its middle in world units (0 to 1 from west to east and from north to south) and the width of the world in pixels. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where Mercator's square ends. */
export const MAX_LATITUDE = 85.0511;
/** A pixel of the closest view is about 150 m: outlines of 1:110 million say nothing beyond it. */
export const MAX_SCALE = 262_144;
const MIN_SCALE = 160;
/** What is fitted to one point shows its surroundings, degrees. */
const SURROUNDINGS = 2;

const wrap = (x: number) => x - Math.floor(x);
const clamp = (n: number, least: number, most: number) => Math.min(Math.max(n, least), Math.max(least, most));

export const worldX = (longitude: number): number => (longitude + 180) / 360;
export function worldY(latitude: number): number {
  const angle = (clamp(latitude, -MAX_LATITUDE, MAX_LATITUDE) * Math.PI) / 180;
  return (1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2;
}
const longitudeAt = (x: number) => wrap(x) * 360 - 180;
const latitudeAt = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * clamp(y, 0, 1)))) * 180) / Math.PI;

/** Pixel of a place, on the copy of the world that is nearest to the middle. */
export function project(view: MapView, size: Size, latitude: number, longitude: number): { x: number; y: number } {
  const dx = wrap(worldX(longitude) - view.x + 0.5) - 0.5;
  return { x: size.width / 2 + dx * view.scale, y: size.height / 2 + (worldY(latitude) - view.y) * view.scale };
}

export function unproject(view: MapView, size: Size, x: number, y: number): { latitude: number; longitude: number } {
  return {
    longitude: longitudeAt(view.x + (x - size.width / 2) / view.scale),
    latitude: latitudeAt(view.y + (y - size.height / 2) / view.scale),
  };
}

/** The rectangle between two pixels, whichever way it was drawn. */
export function boxBetween(view: MapView, size: Size, a: { x: number; y: number }, b: { x: number; y: number }): Box {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const low = unproject(view, size, left, Math.max(a.y, b.y));
  const high = unproject(view, size, right, Math.min(a.y, b.y));
  // Once around the world is everything, wherever it begins.
  if (right - left >= view.scale) return { west: -180, east: 180, south: low.latitude, north: high.latitude };
  return { west: low.longitude, east: high.longitude, south: low.latitude, north: high.latitude };
}

/** What the whole map shows. */
export const boxOf = (view: MapView, size: Size): Box => boxBetween(view, size, { x: 0, y: 0 }, { x: size.width, y: size.height });

/** The same box, this much larger on each side (0.5 is half its size): what is loaded around the screen. */
export function padded(box: Box, by: number): Box {
  const width = span(box);
  const height = box.north - box.south;
  const [south, north] = [Math.max(-90, box.south - by * height), Math.min(90, box.north + by * height)];
  if (width * (1 + 2 * by) >= 360) return { west: -180, east: 180, south, north };
  const turn = (longitude: number) => longitudeAt(worldX(longitude));
  return { west: turn(box.west - by * width), east: turn(box.east + by * width), south, north };
}

/** Degrees of longitude from west to east. */
export const span = ({ west, east }: Box): number => (west > east ? east + 360 - west : east - west);

export function isInside(box: Box, latitude: number, longitude: number): boolean {
  if (latitude < box.south || latitude > box.north) return false;
  return box.west > box.east ? longitude >= box.west || longitude <= box.east : longitude >= box.west && longitude <= box.east;
}

/** The world is never dragged out of the picture. */
export function limited(view: MapView, size: Size): MapView {
  const scale = clamp(view.scale, Math.max(MIN_SCALE, size.height / 1.6), MAX_SCALE);
  const half = Math.min(0.5, size.height / 2 / scale);
  return { x: wrap(view.x), y: clamp(view.y, half, 1 - half), scale };
}

/** Larger or smaller, with the place under the pixel staying where it is. */
export function zoomedAt(view: MapView, size: Size, x: number, y: number, factor: number): MapView {
  const { scale } = limited({ ...view, scale: view.scale * factor }, size);
  const [dx, dy] = [x - size.width / 2, y - size.height / 2];
  return limited({ x: view.x + dx / view.scale - dx / scale, y: view.y + dy / view.scale - dy / scale, scale }, size);
}

export const panned = (view: MapView, size: Size, dx: number, dy: number): MapView =>
  limited({ ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale }, size);

/** The closest view that shows the whole box, with room at the edges. */
export function fitted(box: Box, size: Size): MapView {
  const west = worldX(box.west);
  const width = Math.max(span(box), SURROUNDINGS) / 360;
  const [top, bottom] = [worldY(box.north), worldY(box.south)];
  const height = Math.max(bottom - top, SURROUNDINGS / 360);
  const scale = 0.8 * Math.min(size.width / width, size.height / height);
  return limited({ x: west + span(box) / 720, y: (top + bottom) / 2, scale }, size);
}

/** The smallest box around places; it crosses the date line where the widest gap lies elsewhere. */
export function boxAround(places: readonly { readonly latitude: number; readonly longitude: number }[]): Box | undefined {
  if (places.length === 0) return undefined;
  const latitudes = places.map(({ latitude }) => latitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const sorted = places.map(({ longitude }) => longitude).toSorted((a, b) => a - b);
  let [west, east] = [sorted[0]!, sorted.at(-1)!];
  let widest = 360 - (east - west);
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i]! - sorted[i - 1]!;
    if (gap > widest) [widest, west, east] = [gap, sorted[i]!, sorted[i - 1]!];
  }
  return { west, east, south, north };
}

/** Degrees of a cell in which places are drawn as one, a power of two so that clusters keep still while the map is dragged. */
export const cellFor = (view: MapView, pixels: number): number => 360 / 2 ** Math.round(Math.log2(view.scale / pixels));

/** About ten metres: what stands in an address, and is the same again when it is read. */
const DIGITS = 1e4;

export function tidyBox({ west, south, east, north }: Box): Box {
  const round = (degrees: number) => Math.round(degrees * DIGITS) / DIGITS;
  return { west: round(west), south: round(south), east: round(east), north: round(north) };
}
