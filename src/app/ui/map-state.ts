import { createSignal, onCleanup } from "solid-js";
import { type Box, boxOf, fitted, limited, type MapView, type Size, zoomedAt } from "./mercator.ts";

/** The inhabited world: what is shown when there is nothing to show. */
const WORLD: Box = { west: -170, south: -56, east: 190, north: 76 };
const NO_SIZE: Size = { width: 0, height: 0 };
const FLIGHT_MS = 280;

export interface MapState {
  readonly view: () => MapView;
  readonly size: () => Size;
  /** What is in the picture now; undefined until it has a size. */
  readonly box: () => Box | undefined;
  readonly setView: (view: MapView) => void;
  /** Whether the person has moved it, rather than where it began. */
  readonly isMoved: () => boolean;
  readonly setSize: (size: Size) => void;
  /** Larger or smaller around the middle. */
  readonly zoom: (factor: number) => void;
  /** Shows the box, or the world. */
  readonly fit: (box: Box | undefined, how?: { readonly atOnce: boolean }) => void;
}

/** What a map shows. It flies to where it is sent, unless less motion is wished for. */
export function createMapState(first?: Box): MapState {
  const [size, setOwnSize] = createSignal(NO_SIZE, { equals: (a, b) => a.width === b.width && a.height === b.height });
  const [view, setOwnView] = createSignal<MapView>({ x: 0.5, y: 0.4, scale: 400 });
  const [isMoved, setMoved] = createSignal(false);
  let wanted: Box | undefined = first ?? WORLD;
  let frame = 0;
  const stop = () => cancelAnimationFrame(frame);
  onCleanup(stop);

  const setView = (next: MapView) => {
    stop();
    wanted = undefined;
    setMoved(true);
    setOwnView(limited(next, size()));
  };
  function flyTo(target: MapView): void {
    stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return void setOwnView(target);
    const from = view();
    // The shorter way around the world.
    const dx = ((target.x - from.x + 1.5) % 1) - 0.5;
    const began = performance.now();
    const step = (now: number) => {
      const done = Math.min(1, (now - began) / FLIGHT_MS);
      const eased = 1 - (1 - done) ** 3;
      const scale = from.scale * (target.scale / from.scale) ** eased;
      setOwnView(done === 1 ? target : limited({ x: from.x + dx * eased, y: from.y + (target.y - from.y) * eased, scale }, size()));
      if (done < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }
  return {
    view,
    size,
    setView,
    isMoved,
    box: () => (size().width > 0 ? boxOf(view(), size()) : undefined),
    setSize(next) {
      setOwnSize(next);
      // What was asked for before there was a picture, or before it took its size.
      setOwnView((now) => (wanted ? fitted(wanted, next) : limited(now, next)));
    },
    zoom: (factor) => {
      wanted = undefined;
      setMoved(true);
      flyTo(zoomedAt(view(), size(), size().width / 2, size().height / 2, factor));
    },
    fit(box, how) {
      const target = box ?? WORLD;
      wanted = target;
      if (size().width === 0) return;
      if (how?.atOnce) setOwnView(fitted(target, size()));
      else flyTo(fitted(target, size()));
    },
  };
}
