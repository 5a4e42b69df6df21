import type { createBackdrop } from "./map-backdrop.ts";
import type { MapColors } from "./map-colors.ts";
import { type Box, type MapView, project, type Size, span, worldX, worldY } from "./mercator.ts";
import type { World } from "./world.ts";

/** Some places in one spot, or one place with its name. */
export interface MapMarker {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly count: number;
}

export interface MapPicture {
  readonly view: MapView;
  readonly size: Size;
  readonly world: World | undefined;
  readonly markers: readonly MapMarker[];
  readonly selected?: string | undefined;
  readonly hovered?: string | undefined;
  readonly frame?: Box | undefined;
  readonly colors: MapColors;
  readonly labels: boolean;
}

const FONT = '"Inter Variable", ui-sans-serif, system-ui, sans-serif';
const PIN = 6;
/** Names are written while there are at most so many single places: more would be a heap of letters. */
const MOST_LABELS = 24;
const LONGEST_NAME = 32;

export const radiusOf = ({ count }: MapMarker): number => (count === 1 ? PIN : Math.min(24, 10 + 4 * Math.log10(count)));

/** One frame: the world from its picture, over it what lies on it. Answers whether it wants to be drawn again at rest. */
export function drawMap(
  ctx: CanvasRenderingContext2D,
  picture: MapPicture,
  backdrop: ReturnType<typeof createBackdrop>,
  isResting: boolean,
): boolean {
  const { size, world } = picture;
  const dense = globalThis.devicePixelRatio || 1;
  ctx.setTransform(dense, 0, 0, dense, 0, 0);
  ctx.clearRect(0, 0, size.width, size.height);
  const isRough = world !== undefined && backdrop.paint(ctx, { ...picture, world }, isResting);
  if (picture.frame) drawFrame(ctx, picture, picture.frame);
  drawMarkers(ctx, picture);
  return isRough;
}

function drawFrame(ctx: CanvasRenderingContext2D, { view, size, colors }: MapPicture, box: Box): void {
  const width = (span(box) / 360) * view.scale;
  const height = (worldY(box.south) - worldY(box.north)) * view.scale;
  const top = size.height / 2 + (worldY(box.north) - view.y) * view.scale;
  const first = size.width / 2 + (worldX(box.west) - view.x) * view.scale;
  ctx.fillStyle = colors.soft;
  ctx.strokeStyle = colors.accent;
  ctx.lineWidth = 1.5;
  for (const copy of [-1, 0, 1]) {
    const left = first + copy * view.scale;
    ctx.fillRect(left, top, width, height);
    ctx.strokeRect(left, top, width, height);
  }
}

interface Placed {
  readonly marker: MapMarker;
  readonly x: number;
  readonly y: number;
}

interface Rect {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly half: number;
}

function drawMarkers(ctx: CanvasRenderingContext2D, picture: MapPicture): void {
  const { markers, view, size, colors } = picture;
  const isMeant = ({ id }: MapMarker) => id === picture.selected || id === picture.hovered;
  ctx.textBaseline = "middle";
  const seen: Placed[] = [];
  for (const marker of markers) {
    const { x, y } = project(view, size, marker.latitude, marker.longitude);
    if (x < -40 || y < -40 || x > size.width + 40 || y > size.height + 40) continue;
    seen.push({ marker, x, y });
    drawDot(ctx, x, y, radiusOf(marker) + (isMeant(marker) ? 2 : 0), colors);
    if (marker.count > 1) drawCount(ctx, x, y, marker.count, colors);
  }
  if (picture.labels) drawNames(ctx, picture, seen, isMeant);
}

/** A name stands on the right of its place, otherwise on the left, otherwise nowhere: none lies over another or over a place. */
function drawNames(
  ctx: CanvasRenderingContext2D,
  { size, colors }: MapPicture,
  seen: readonly Placed[],
  isMeant: (marker: MapMarker) => boolean,
): void {
  const singles = seen.filter(({ marker }) => marker.count === 1);
  const taken: Rect[] = seen.map(({ marker, x, y }) => ({
    left: x - radiusOf(marker),
    right: x + radiusOf(marker),
    y,
    half: radiusOf(marker),
  }));
  const isFree = (rect: Rect) =>
    rect.left > 0 &&
    rect.right < size.width &&
    taken.every((other) => rect.right < other.left || rect.left > other.right || Math.abs(rect.y - other.y) > rect.half + other.half);
  ctx.font = `500 12px ${FONT}`;
  for (const { marker, x, y } of singles.toSorted((a, b) => Number(isMeant(b.marker)) - Number(isMeant(a.marker)))) {
    if (singles.length > MOST_LABELS && !isMeant(marker)) continue;
    const name = marker.name.length > LONGEST_NAME ? `${marker.name.slice(0, LONGEST_NAME - 1)}…` : marker.name;
    const width = ctx.measureText(name).width;
    const room = PIN + 5;
    const sides = [x + room, x - room - width].map((left): Rect => ({ left, right: left + width, y, half: 8 }));
    const place = sides.find(isFree) ?? (isMeant(marker) ? sides[0] : undefined);
    if (!place) continue;
    taken.push(place);
    drawName(ctx, place.left, y, name, colors);
  }
}

function drawDot(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, colors: MapColors): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = colors.accent;
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = 2;
  ctx.fill();
  ctx.stroke();
}

const compact = new Intl.NumberFormat(undefined, { notation: "compact" });

function drawCount(ctx: CanvasRenderingContext2D, x: number, y: number, count: number, colors: MapColors): void {
  ctx.font = `600 11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.fillStyle = colors.onAccent;
  ctx.fillText(compact.format(count), x, y + 0.5);
}

function drawName(ctx: CanvasRenderingContext2D, x: number, y: number, name: string, colors: MapColors): void {
  ctx.textAlign = "start";
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeText(name, x, y);
  ctx.fillStyle = colors.text;
  ctx.fillText(name, x, y);
}
