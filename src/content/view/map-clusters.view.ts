import type { MapMarker } from "../../app/ui/draw-map.ts";
import { type Box, type MapView, padded, boxOf, type Size, span, worldX, worldY } from "../../app/ui/mercator.ts";

/** Two markers this near are drawn over each other, pixels. */
const NEAR = 34;

/**
 * Clusters as they come from the database stand in cells, so two may touch at an edge: those that would be drawn over each
 * other become one. It depends on the step of the zoom only, so that nothing jumps while the map is dragged (PI6).
 */
export function mergeNear(markers: readonly MapMarker[], scale: number): MapMarker[] {
  const merged: { marker: MapMarker; x: number; y: number }[] = [];
  for (const marker of markers.toSorted((a, b) => b.count - a.count || a.id.localeCompare(b.id))) {
    const [x, y] = [worldX(marker.longitude) * scale, worldY(marker.latitude) * scale];
    const near = merged.find((other) => Math.hypot(other.x - x, other.y - y) < NEAR);
    if (near) near.marker = { ...near.marker, count: near.marker.count + marker.count };
    else merged.push({ marker, x, y });
  }
  return merged.map(({ marker }) => marker);
}

export interface LoadedMap {
  /** Middle and extent in world units. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** Undefined where it is the whole world. */
  readonly box: Box | undefined;
}

const PAD = 0.5;

/** What is loaded around the picture: the same as before while the picture stays inside it. */
export function loadedAround(before: LoadedMap | undefined, view: MapView, size: Size, cell: number): LoadedMap {
  const [width, height] = [size.width / view.scale, size.height / view.scale];
  if (before && before.cell === cell) {
    const dx = Math.abs(((view.x - before.x + 1.5) % 1) - 0.5);
    const dy = Math.abs(view.y - before.y);
    const isAll = before.box === undefined || span(before.box) >= 360;
    if ((isAll || dx + width / 2 <= before.width / 2) && dy + height / 2 <= before.height / 2) return before;
  }
  const box = padded(boxOf(view, size), PAD);
  return { x: view.x, y: view.y, width: width * (1 + 2 * PAD), height: height * (1 + 2 * PAD), cell, box };
}
