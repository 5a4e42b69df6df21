import type { MapColors } from "./map-colors.ts";
import type { MapView, Size } from "./mercator.ts";
import { type World, WORLD_UNITS } from "./world.ts";

interface Shown {
  readonly view: MapView;
  readonly size: Size;
  readonly world: World;
  readonly colors: MapColors;
}

interface Drawn extends Shown {
  readonly canvas: HTMLCanvasElement;
  readonly dense: number;
}

/** Drawn beyond each edge, as a share of the picture. */
const MARGIN = 0.3;

/**
 * The world as a picture that is somewhat larger than the map: while it is dragged only that is moved, and while it is
 * zoomed only that is stretched, because filling the outlines of the world costs many times as much (PI4).
 */
export function createBackdrop() {
  let drawn: Drawn | undefined;

  /** Answers whether it was stretched and wants to be drawn anew once the map is at rest. */
  function paint(ctx: CanvasRenderingContext2D, shown: Shown, isResting: boolean): boolean {
    const dense = globalThis.devicePixelRatio || 1;
    const isSame =
      drawn && drawn.world === shown.world && drawn.colors === shown.colors && drawn.dense === dense && drawn.size === shown.size;
    const isSharp = drawn?.view.scale === shown.view.scale;
    if (!isSame || !covers(drawn!, shown) || (isResting && !isSharp)) drawn = draw(shown, dense, drawn?.canvas);
    const { left, top, width, height } = placeOf(drawn!, shown);
    ctx.drawImage(drawn!.canvas, left, top, width, height);
    return drawn!.view.scale !== shown.view.scale;
  }
  return { paint };
}

/** Where the larger picture lies on the map, pixels; the nearer way around the world. */
function placeOf(drawn: Drawn, { view, size }: Shown) {
  const factor = view.scale / drawn.view.scale;
  const dx = ((drawn.view.x - view.x + 1.5) % 1) - 0.5;
  const [width, height] = [drawn.size.width * (1 + 2 * MARGIN) * factor, drawn.size.height * (1 + 2 * MARGIN) * factor];
  const x = size.width / 2 + dx * view.scale;
  const y = size.height / 2 + (drawn.view.y - view.y) * view.scale;
  return { left: x - width / 2, top: y - height / 2, width, height };
}

function covers(drawn: Drawn, shown: Shown): boolean {
  const { left, top, width, height } = placeOf(drawn, shown);
  return left <= 0 && top <= 0 && left + width >= shown.size.width && top + height >= shown.size.height;
}

function draw(shown: Shown, dense: number, old: HTMLCanvasElement | undefined): Drawn {
  const canvas = old ?? document.createElement("canvas");
  const [width, height] = [shown.size.width * (1 + 2 * MARGIN), shown.size.height * (1 + 2 * MARGIN)];
  canvas.width = Math.round(width * dense);
  canvas.height = Math.round(height * dense);
  const ctx = canvas.getContext("2d")!;
  const { view, world, colors } = shown;
  const unit = view.scale / WORLD_UNITS;
  const left = width / 2 - view.x * view.scale;
  const top = height / 2 - view.y * view.scale;
  ctx.lineJoin = "round";
  ctx.fillStyle = colors.land;
  ctx.strokeStyle = colors.border;
  ctx.lineWidth = 0.75 / unit;
  // As many copies of the world as it takes to fill the width.
  for (let copy = Math.floor(-left / view.scale); left + copy * view.scale < width; copy++) {
    ctx.setTransform(dense * unit, 0, 0, dense * unit, dense * (left + copy * view.scale), dense * top);
    ctx.fill(world.land);
    ctx.stroke(world.land);
    ctx.stroke(world.borders);
  }
  return { ...shown, canvas, dense };
}
