import { Minus, Plus } from "lucide-solid";
import { createEffect, createSignal, createUniqueId, onCleanup, onMount, Show, type JSX } from "solid-js";
import { IconButton } from "./button.tsx";
import { drawMap, type MapMarker, radiusOf } from "./draw-map.ts";
import { createBackdrop } from "./map-backdrop.ts";
import { createMapColors } from "./map-colors.ts";
import { createMapGestures } from "./map-gestures.ts";
import type { MapState } from "./map-state.ts";
import { type Box, project, unproject } from "./mercator.ts";
import { loadWorld, type World } from "./world.ts";
import "./world-map.css";

interface WorldMapProps {
  readonly label: string;
  readonly map: MapState;
  readonly markers: readonly MapMarker[];
  readonly selected?: string | undefined;
  /** A box that is shown on the map. */
  readonly frame?: Box | undefined;
  /** Names beside single places. */
  readonly labels?: boolean;
  readonly onMarker?: (marker: MapMarker) => void;
  /** A click where no marker is. */
  readonly onPlace?: (place: { latitude: number; longitude: number }) => void;
  /** A box was drawn: by dragging if `drawsBox`, otherwise by dragging with Shift. */
  readonly onBox?: (box: Box) => void;
  readonly drawsBox?: boolean;
  /** More buttons beside those for the zoom. */
  readonly tools?: JSX.Element;
}

/** After so long without a movement a stretched picture is drawn sharp again. */
const REST_MS = 120;
/** Room for a finger around a marker, pixels. */
const REACH = 8;

/** The world, offline: dragged, pinched, by wheel, by keys and by buttons (PI4). A list beside it says the same. */
export function WorldMap(props: WorldMapProps) {
  const hint = createUniqueId();
  const colors = createMapColors();
  const [world, setWorld] = createSignal<World>();
  const [drawing, setDrawing] = createSignal<Box>();
  const [hovered, setHovered] = createSignal<MapMarker>();
  let canvas!: HTMLCanvasElement;
  const backdrop = createBackdrop();
  let frame = 0;
  let rest = 0;

  const markerAt = (point: { x: number; y: number }): MapMarker | undefined => {
    const [view, size] = [props.map.view(), props.map.size()];
    return props.markers.findLast((marker) => {
      const { x, y } = project(view, size, marker.latitude, marker.longitude);
      return Math.hypot(point.x - x, point.y - y) <= radiusOf(marker) + REACH;
    });
  };
  const gestures = createMapGestures({
    // oxlint-disable-next-line solid/reactivity -- one map has one state for its whole life
    map: props.map,
    drawsBox: () => props.drawsBox === true,
    canBox: () => props.onBox !== undefined,
    onDrawing: setDrawing,
    onBox: (box) => props.onBox?.(box),
    onHover: (point) => setHovered(point && markerAt(point)),
    onClick: (point) => {
      const marker = markerAt(point);
      if (marker) props.onMarker?.(marker);
      else props.onPlace?.(unproject(props.map.view(), props.map.size(), point.x, point.y));
    },
  });

  onMount(() => {
    void loadWorld().then(setWorld);
    const resized = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (width > 0 && height > 0) props.map.setSize({ width, height });
    });
    resized.observe(canvas);
    canvas.addEventListener("wheel", gestures.onWheel, { passive: false });
    onCleanup(() => resized.disconnect());
  });
  onCleanup(() => {
    cancelAnimationFrame(frame);
    clearTimeout(rest);
  });

  createEffect(() => {
    const size = props.map.size();
    const dense = globalThis.devicePixelRatio || 1;
    canvas.width = Math.round(size.width * dense);
    canvas.height = Math.round(size.height * dense);
  });
  createEffect(() => {
    const picture = {
      view: props.map.view(),
      size: props.map.size(),
      world: world(),
      markers: props.markers,
      selected: props.selected,
      hovered: hovered()?.id,
      frame: drawing() ?? props.frame,
      colors: colors(),
      labels: props.labels === true,
    };
    cancelAnimationFrame(frame);
    clearTimeout(rest);
    const draw = (isResting: boolean) => {
      const context = canvas.getContext("2d");
      if (context && drawMap(context, picture, backdrop, isResting)) rest = window.setTimeout(() => draw(true), REST_MS);
    };
    frame = requestAnimationFrame(() => draw(false));
  });

  return (
    <div class="world-map">
      <div
        class="world-map-stage"
        role="application"
        tabindex="0"
        aria-label={props.label}
        aria-describedby={hint}
        aria-roledescription="map"
        onKeyDown={gestures.onKeyDown}
      >
        <canvas
          ref={canvas}
          data-cursor={hovered() ? "marker" : props.drawsBox ? "box" : props.onPlace ? "place" : "map"}
          onPointerDown={gestures.onPointerDown}
          onPointerMove={gestures.onPointerMove}
          onPointerUp={gestures.onPointerUp}
          onPointerCancel={gestures.onPointerCancel}
          onPointerLeave={gestures.onPointerLeave}
        />
      </div>
      <p id={hint} class="visually-hidden">
        Arrow keys move the map, plus and minus change its size, Home shows the world.
      </p>
      <Show when={hovered()}>{(marker) => <MarkerTip marker={marker()} map={props.map} />}</Show>
      <div class="world-map-tools">
        <IconButton icon={Plus} label="Zoom in" keys="+" onClick={() => props.map.zoom(2)} />
        <IconButton icon={Minus} label="Zoom out" keys="-" onClick={() => props.map.zoom(0.5)} />
        {props.tools}
      </div>
    </div>
  );
}

function MarkerTip(props: { marker: MapMarker; map: MapState }) {
  const at = () => project(props.map.view(), props.map.size(), props.marker.latitude, props.marker.longitude);
  const name = () => props.marker.name;
  const text = () => (props.marker.count === 1 ? name() : `${name()} and ${(props.marker.count - 1).toLocaleString()} more`);
  let tip!: HTMLElement;
  createEffect(() => (tip.style.translate = `${Math.round(at().x)}px ${Math.round(at().y - radiusOf(props.marker) - 10)}px`));
  return (
    <span class="world-map-tip" aria-hidden="true" ref={tip}>
      {text()}
    </span>
  );
}
