import type { MapState } from "./map-state.ts";
import { type Box, boxBetween, panned, zoomedAt } from "./mercator.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Deps {
  readonly map: MapState;
  /** Whether dragging draws a box; otherwise it moves the map, and draws with Shift. */
  readonly drawsBox: () => boolean;
  readonly canBox: () => boolean;
  /** The box while it is drawn; undefined when it ends. */
  readonly onDrawing: (box: Box | undefined) => void;
  readonly onBox: (box: Box) => void;
  readonly onClick: (point: Point) => void;
  readonly onHover: (point: Point | undefined) => void;
}

/** A finger or a mouse that moved less was pressed, not dragged. */
const STILL = 5;
const KEY_STEP = 80;
const WHEEL = 0.0022;
/** Pinching on a trackpad comes as a wheel with Ctrl, in smaller steps. */
const PINCH = 0.01;

/** Dragging, pinching, wheel and keys of a map. */
export function createMapGestures({ map, drawsBox, canBox, onDrawing, onBox, onClick, onHover }: Deps) {
  const pointers = new Map<number, Point>();
  let began: Point | undefined;
  let boxing = false;
  let moved = false;
  let spread = 0;

  const at = (event: MouseEvent): Point => {
    const frame = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const boxTo = (point: Point) => boxBetween(map.view(), map.size(), began!, point);

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    const point = at(event);
    pointers.set(event.pointerId, point);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    moved = pointers.size > 1;
    began = point;
    boxing = canBox() && pointers.size === 1 && (drawsBox() || event.shiftKey);
    spread = 0;
    if (pointers.size > 1) onDrawing(undefined);
  }

  function onPointerMove(event: PointerEvent): void {
    const point = at(event);
    const before = pointers.get(event.pointerId);
    if (!before || !began) return onHover(point);
    pointers.set(event.pointerId, point);
    moved ||= Math.hypot(point.x - began.x, point.y - began.y) > STILL;
    if (!moved) return;
    if (pointers.size > 1) return pinch(point.x - before.x, point.y - before.y);
    if (boxing) onDrawing(boxTo(point));
    else map.setView(panned(map.view(), map.size(), point.x - before.x, point.y - before.y));
  }

  /** Two fingers: the map follows their middle and grows with their distance. */
  function pinch(dx: number, dy: number): void {
    const [a, b] = [...pointers.values()] as [Point, Point];
    const distance = Math.hypot(a.x - b.x, a.y - b.y);
    const shifted = panned(map.view(), map.size(), dx / 2, dy / 2);
    const factor = spread > 0 ? distance / spread : 1;
    spread = distance;
    map.setView(zoomedAt(shifted, map.size(), (a.x + b.x) / 2, (a.y + b.y) / 2, factor));
  }

  function onPointerUp(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    const point = at(event);
    if (!moved) onClick(point);
    else if (boxing) onBox(boxTo(point));
    onDrawing(undefined);
    began = undefined;
  }

  function onPointerCancel(event: PointerEvent): void {
    pointers.delete(event.pointerId);
    onDrawing(undefined);
    began = undefined;
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = at(event);
    const lines = event.deltaMode === 1 ? 16 : 1;
    map.setView(zoomedAt(map.view(), map.size(), x, y, Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCH : WHEEL))));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = (dx: number, dy: number) => map.setView(panned(map.view(), map.size(), dx, dy));
    const done: Record<string, () => void> = {
      ArrowLeft: () => move(KEY_STEP, 0),
      ArrowRight: () => move(-KEY_STEP, 0),
      ArrowUp: () => move(0, KEY_STEP),
      ArrowDown: () => move(0, -KEY_STEP),
      "+": () => map.zoom(2),
      "=": () => map.zoom(2),
      "-": () => map.zoom(0.5),
      Home: () => map.fit(undefined),
    };
    const act = done[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onPointerLeave: () => onHover(undefined),
    onWheel,
    onKeyDown,
  };
}
