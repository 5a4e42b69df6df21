import type { MapColors } from "./map-colors.ts";
import { type Box, type MapView, project, type Size, span, worldX, worldY } from "./mercator.ts";
import { type World, WORLD_UNITS } from "./world.ts";

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

export const radiusOf = ({ count }: MapMarker): number => (count === 1 ? PIN : Math.min(26, 11 + 4 * Math.log10(count) * 1.4));

/** One frame. The land is filled from paths that are made once, so that dragging costs no projection (PI4). */
export function drawMap(ctx: CanvasRenderingContext2D, picture: MapPicture): void {
  const { size } = picture;
  const dense = globalThis.devicePixelRatio || 1;
  ctx.setTransform(dense, 0, 0, dense, 0, 0);
  ctx.clearRect(0, 0, size.width, size.height);
  if (picture.world) drawWorld(ctx, picture, picture.world, dense);
  if (picture.frame) drawFrame(ctx, picture, picture.frame);
  drawMarkers(ctx, picture);
}

function drawWorld(ctx: CanvasRenderingContext2D, { view, size, colors }: MapPicture, world: World, dense: number): void {
  const unit = view.scale / WORLD_UNITS;
  const left = size.width / 2 - view.x * view.scale;
  const top = size.height / 2 - view.y * view.scale;
  // As many copies of the world as it takes to fill the width.
  for (let copy = Math.floor(-left / view.scale); left + copy * view.scale < size.width; copy++) {
    ctx.setTransform(dense * unit, 0, 0, dense * unit, dense * (left + copy * view.scale), dense * top);
    ctx.fillStyle = colors.land;
    ctx.fill(world.land);
    ctx.strokeStyle = colors.border;
    ctx.lineWidth = 0.75 / unit;
    ctx.lineJoin = "round";
    ctx.stroke(world.land);
    ctx.stroke(world.borders);
  }
  ctx.setTransform(dense, 0, 0, dense, 0, 0);
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

function drawMarkers(ctx: CanvasRenderingContext2D, picture: MapPicture): void {
  const { markers, view, size, colors } = picture;
  const singles = markers.filter(({ count }) => count === 1).length;
  ctx.textBaseline = "middle";
  for (const marker of markers) {
    const { x, y } = project(view, size, marker.latitude, marker.longitude);
    if (x < -40 || y < -40 || x > size.width + 40 || y > size.height + 40) continue;
    const isMeant = marker.id === picture.selected || marker.id === picture.hovered;
    drawDot(ctx, x, y, radiusOf(marker) + (isMeant ? 2 : 0), colors);
    if (marker.count > 1) drawCount(ctx, x, y, marker.count, colors);
    else if (picture.labels && (isMeant || singles <= MOST_LABELS)) drawName(ctx, x + PIN + 6, y, marker.name, colors);
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
  ctx.font = `500 12px ${FONT}`;
  ctx.textAlign = "start";
  ctx.strokeStyle = colors.halo;
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  const short = name.length > 32 ? `${name.slice(0, 31)}…` : name;
  ctx.strokeText(short, x, y);
  ctx.fillStyle = colors.text;
  ctx.fillText(short, x, y);
}
