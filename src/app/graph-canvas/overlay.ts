import type { Lit, Scene } from "./scene.ts";
import { edgeLook } from "./scene.ts";
import { traceShape } from "./shapes.ts";
import { cssColor, type ReadColor } from "./theme-colors.ts";

/** What the canvas of the renderer knows at a frame. Places and radii are CSS pixels on the screen. */
export interface Frame {
  readonly scene: Scene;
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly read: ReadColor;
  readonly font: string;
  readonly at: (node: number) => { x: number; y: number };
  readonly radius: (node: number) => number;
  /** The middle of each region of the scene. */
  readonly middles: readonly Point[];
  /** Nodes by size, the largest first. */
  readonly order: readonly number[];
  readonly lit: Lit | undefined;
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
  /** A line that is being drawn from a node to the pointer. */
  readonly rubber: { readonly from: number; readonly x: number; readonly y: number } | undefined;
  /** 1: the whole picture is in sight; smaller: nearer. */
  readonly zoom: number;
}

const MOST_LABELS = 110;
/** Beside the names of regions only the greatest nodes have theirs. */
const MOST_LABELS_FAR = 24;
/** Names of regions stand over a picture of at least so many nodes, seen from so far. */
const REGIONS_FROM = 120;
const REGIONS_ZOOM = 0.5;
const SMALLEST_WITH_NAME = 3.2;

/** What stands over the picture: what is lit, names that do not overlap, a line being drawn (GV4). */
export function drawOverlay(frame: Frame): void {
  const { context, width, height, lit, scene } = frame;
  context.clearRect(0, 0, width, height);
  if (lit) drawLit(frame, lit);
  drawRing(frame, frame.selected);
  const taken = createTaken(width, height);
  const far = frame.zoom > REGIONS_ZOOM && scene.picture.nodes.length >= REGIONS_FROM && !lit;
  if (far) scene.regions.forEach((region, i) => drawRegion(frame, region, frame.middles[i]!, taken));
  drawNames(frame, taken, far ? MOST_LABELS_FAR : MOST_LABELS);
  drawRubber(frame);
}

function drawLit({ scene, context, read, at, radius }: Frame, lit: Lit): void {
  const { edges } = scene.picture;
  for (const edge of lit.edges) {
    const { source, target, edge_type: type } = edges[edge]!;
    const { token, width } = edgeLook(type, 0);
    const from = at(source);
    const to = at(target);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.setLineDash(type === "AFFINITY" && !lit.path ? [5, 4] : []);
    context.lineWidth = lit.path ? 3.5 : width + 0.4;
    context.strokeStyle = cssColor(read(lit.path ? "--color-accent" : token), lit.path ? 1 : 0.8);
    context.stroke();
    if (type === "SEQUENCE" && !lit.path) drawArrow(context, from, to);
  }
  context.setLineDash([]);
  const paper = cssColor(read("--color-surface"));
  for (const node of lit.nodes) {
    const { x, y } = at(node);
    const look = scene.looks[node]!;
    traceShape(context, look.shape, x, y, radius(node) + 1.4);
    context.fillStyle = paper;
    context.fill();
    traceShape(context, look.shape, x, y, radius(node));
    context.fillStyle = cssColor(read(look.token));
    context.fill();
  }
}

function drawArrow(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.save();
  context.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(6, 0);
  context.lineTo(-4, 4);
  context.lineTo(-4, -4);
  context.closePath();
  context.fillStyle = context.strokeStyle;
  context.fill();
  context.restore();
}

function drawRing({ context, read, at, radius, scene }: Frame, node: number | undefined): void {
  if (node === undefined || !scene.looks[node]) return;
  const { x, y } = at(node);
  traceShape(context, scene.looks[node].shape, x, y, radius(node) + 3.5);
  context.lineWidth = 2;
  context.strokeStyle = cssColor(read("--color-accent"));
  context.stroke();
}

/** Names: those of what is lit always, the others where there is room, the largest first. */
function drawNames(frame: Frame, taken: Taken, most: number): void {
  const { order, lit, hovered, selected, radius, width, height, at, scene } = frame;
  const first = [hovered, selected, ...(lit?.path ?? [])].filter((node) => node !== undefined);
  const litByRank = lit ? order.filter((node) => lit.nodes.has(node)) : [];
  for (const node of new Set(first)) if (scene.looks[node]) drawName(frame, node, taken, true);
  const rest = lit ? litByRank : order;
  let drawn = 0;
  for (const node of rest) {
    if (drawn >= most) return;
    if (first.includes(node)) continue;
    if (!lit && radius(node) < SMALLEST_WITH_NAME) return;
    const { x, y } = at(node);
    if (x < -40 || y < -20 || x > width + 40 || y > height + 20) continue;
    if (drawName(frame, node, taken, false)) drawn++;
  }
}

const LONGEST = 28;
const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

function drawName(frame: Frame, node: number, taken: Taken, always: boolean): boolean {
  const { context, read, at, radius, font, scene, lit } = frame;
  const { x, y } = at(node);
  const step = lit?.path?.indexOf(node) ?? -1;
  const own = scene.picture.nodes[node]!.name;
  const name = `${step >= 0 ? `${step + 1}  ` : ""}${always ? own.slice(0, 60) : shortened(own)}`;
  const size = always ? 13 : Math.min(13, 10.5 + radius(node) / 8);
  context.font = `${always ? 600 : 450} ${size}px ${font}`;
  const breadth = context.measureText(name).width;
  const top = y + radius(node) + 4;
  if (!taken({ left: x - breadth / 2 - 6, right: x + breadth / 2 + 6, top: top - 2, bottom: top + size + 4 }) && !always) return false;
  writeText(
    context,
    name,
    x,
    top,
    cssColor(read(always || lit ? "--color-text" : "--color-text-muted")),
    cssColor(read("--color-surface")),
  );
  return true;
}

function drawRegion(frame: Frame, { name, token, nodes }: Scene["regions"][number], { x, y }: Point, taken: Taken): void {
  const { context, read, font } = frame;
  const size = Math.min(19, 12.5 + Math.sqrt(nodes.length) / 3);
  context.font = `650 ${size}px ${font}`;
  const text = shortened(name);
  const breadth = context.measureText(text).width;
  if (!taken({ left: x - breadth / 2 - 12, right: x + breadth / 2 + 12, top: y - size, bottom: y + size })) return;
  writeText(context, text, x, y - size / 2, cssColor(read(token)), cssColor(read("--color-surface")));
}

/** Centred, with a rim of paper so that it reads over lines. */
function writeText(context: CanvasRenderingContext2D, text: string, x: number, top: number, ink: string, paper: string): void {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  context.strokeText(text, x, top);
  context.fillStyle = ink;
  context.fillText(text, x, top);
}

function drawRubber({ context, rubber, at, read }: Frame): void {
  if (!rubber) return;
  const from = at(rubber.from);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(rubber.x, rubber.y);
  context.lineWidth = 2;
  context.setLineDash([6, 4]);
  context.strokeStyle = cssColor(read("--color-accent"));
  context.stroke();
  context.setLineDash([]);
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
/** Takes room on the screen; false if some of it is taken already, or none of it is on the screen. */
type Taken = (box: Box) => boolean;

const CELL = 16;

function createTaken(width: number, height: number): Taken {
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const cells = new Uint8Array(columns * rows);
  return ({ left, right, top, bottom }) => {
    const bounds = {
      from: Math.max(0, Math.floor(left / CELL)),
      to: Math.min(columns - 1, Math.floor(right / CELL)),
      first: Math.max(0, Math.floor(top / CELL)),
      last: Math.min(rows - 1, Math.floor(bottom / CELL)),
    };
    for (let row = bounds.first; row <= bounds.last; row++)
      for (let column = bounds.from; column <= bounds.to; column++) if (cells[row * columns + column] === 1) return false;
    for (let row = bounds.first; row <= bounds.last; row++) cells.fill(1, row * columns + bounds.from, row * columns + bounds.to + 1);
    return bounds.from <= bounds.to && bounds.first <= bounds.last;
  };
}

/** The middle of each region, in units of the layout: by the middle node on each axis, so that strays do not pull it away. */
export function middlesOf({ regions, places }: Pick<Scene, "regions" | "places">): Point[] {
  const middle = (nodes: readonly number[], axis: 0 | 1) => {
    const values = Float32Array.from(nodes, (node) => places[2 * node + axis]!).sort();
    return values[values.length >> 1] ?? 0;
  };
  return regions.map(({ nodes }) => ({ x: middle(nodes, 0), y: middle(nodes, 1) }));
}
