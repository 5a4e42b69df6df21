import Graph from "graphology";
import Sigma from "sigma";
import { createGestures, type GestureEvents } from "./gestures.ts";
import { createNodeProgram } from "./node-program.ts";
import { StyledEdgeProgram } from "./edge-program.ts";
import { drawOverlay, middlesOf, type Point } from "./overlay.ts";
import type { Places } from "./places.ts";
import { edgeLook, hexColor, litAround, type Lit, type Scene } from "./scene.ts";
import { EDGE_LOOKS, SHAPES } from "./shapes.ts";
import type { ReadColor } from "./theme-colors.ts";

export interface Renderer {
  /** Draws another scene; the camera stays. */
  show(scene: Scene): void;
  /** The same nodes in other places; `under way`: others follow soon. */
  move(places: Places, underWay: boolean): void;
  theme(read: ReadColor): void;
  light(lit: Lit | undefined, selected: number | undefined): void;
  /** Brings these nodes into the middle of what is free: `covered` CSS pixels at the left and `reserved` at the right lie under something. */
  focus(nodes: readonly number[], covered: number, reserved: number): void;
  /** The whole picture, beside `covered` CSS pixels at the left that lie under something. */
  fit(covered: number): void;
  zoom(factor: number): void;
  kill(): void;
}

interface Options extends GestureEvents {
  readonly container: HTMLElement;
  readonly read: ReadColor;
  /** Without: the camera jumps. */
  readonly animated: () => boolean;
  /** In a corner of a page: the camera stays, so that the wheel scrolls the page. */
  readonly small: boolean;
  /** The browser took the drawing surface away. */
  readonly onLost: () => void;
}

const CAMERA_MS = 350;
/** Above so many edges they are left out while the camera or the nodes move (GV6). */
const MOST_MOVING_EDGES = 12_000;

/** Draws a scene by sigma (WebGL), and what stands over it on a 2D canvas. Throws if there is no WebGL. */
export function createRenderer({ container, read: firstRead, animated, small, onLost, ...events }: Options): Renderer {
  let read = firstRead;
  let scene: Scene | undefined;
  let lit: Lit | undefined;
  let selected: number | undefined;
  let isUnderWay = false;
  let order: number[] = [];
  let middles: Point[] = [];
  const sigma = new Sigma(newGraph(), container, {
    allowInvalidContainer: true,
    defaultNodeType: "shape",
    defaultEdgeType: "styled",
    nodeProgramClasses: { shape: createNodeProgram(() => read("--color-surface")) },
    edgeProgramClasses: { styled: StyledEdgeProgram },
    defaultDrawNodeHover: () => undefined,
    renderLabels: false,
    stagePadding: small ? 22 : 36,
    enableCameraZooming: !small,
    enableCameraPanning: !small,
    minCameraRatio: 0.02,
    maxCameraRatio: 2.2,
    zoomDuration: animated() ? 160 : 0,
    doubleClickZoomingRatio: 1,
    inertiaDuration: animated() ? 200 : 0,
  });
  // The names are over everything but the layer that hears the pointer.
  sigma.createCanvas("names", { beforeLayer: "mouse", style: { pointerEvents: "none" } });
  const canvas = sigma.getCanvases()["names"] as HTMLCanvasElement;
  const context = canvas.getContext("2d")!;
  const font = getComputedStyle(container).fontFamily;
  for (const other of Object.values(sigma.getCanvases())) other.addEventListener("webglcontextlost", onLost);

  const gestures = createGestures(sigma, container, {
    ...events,
    onDrag: (node, x, y) => scene?.places.set([x, y], 2 * node),
    redraw: () => draw(),
  });

  function resize(): void {
    const { width, height } = sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width === Math.round(width * ratio) && canvas.height === Math.round(height * ratio)) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
  const litNow = () => {
    const hovered = gestures.hovered();
    return hovered !== undefined && scene && !lit?.path ? litAround(scene, hovered) : lit;
  };
  function draw(): void {
    resize();
    const now = litNow();
    container.toggleAttribute("data-lit", now !== undefined);
    if (!scene) return context.clearRect(0, 0, canvas.width, canvas.height);
    const shown = scene;
    const { width, height } = sigma.getDimensions();
    drawOverlay({
      scene: shown,
      context,
      width,
      height,
      read,
      font,
      order,
      middles: middles.map((middle) => sigma.graphToViewport(middle)),
      lit: now,
      selected,
      hovered: gestures.hovered(),
      rubber: gestures.rubber(),
      zoom: sigma.getCamera().ratio,
      at: (node) => sigma.graphToViewport(placeOf(shown.places, node)),
      radius: (node) => sigma.scaleSize(shown.radii[node]),
    });
  }
  sigma.on("afterRender", draw);

  /** Colours, shapes and strokes as the tokens are now; sigma asks for each at a refresh. */
  function paint(shown: Scene): void {
    const bare = isUnderWay && shown.picture.edges.length > MOST_MOVING_EDGES;
    const colors = new Map<string, string>();
    const colorOf = (token: string) => colors.get(token) ?? colors.set(token, hexColor(read(token))).get(token)!;
    const strokes = new Map(
      EDGE_LOOKS.map((type) => {
        const { token, alpha, width, look } = edgeLook(type, shown.picture.edges.length);
        return [type, { color: hexColor(read(token), alpha), size: width, look, hidden: bare || shown.hidden.has(type) }];
      }),
    );
    sigma.setSettings({
      nodeReducer(key, data) {
        const look = shown.looks[Number(key)]!;
        return { ...data, size: shown.radii[Number(key)]!, color: colorOf(look.token), shape: SHAPES.indexOf(look.shape) };
      },
      edgeReducer: (key) => ({ ...strokes.get(shown.picture.edges[Number(key)]!.edge_type)! }),
      hideEdgesOnMove: shown.picture.edges.length > MOST_MOVING_EDGES,
    });
  }
  function goTo(state: { x: number; y: number; ratio: number }): void {
    if (animated()) void sigma.getCamera().animate(state, { duration: CAMERA_MS });
    else sigma.getCamera().setState(state);
  }

  return {
    show(next) {
      const same = scene?.picture === next.picture;
      scene = next;
      middles = middlesOf(next);
      order = Array.from(next.radii.keys()).sort((a, b) => next.radii[b]! - next.radii[a]! || a - b);
      if (same) {
        place(sigma.getGraph(), next.places);
      } else {
        // Without reducers of the scene before, whose places mean other nodes.
        sigma.setSettings({ nodeReducer: null, edgeReducer: null });
        sigma.setCustomBBox(null);
        sigma.setGraph(graphOf(next));
      }
      paint(next);
    },
    move(places, underWay) {
      if (!scene || places.length !== 2 * scene.picture.nodes.length) return;
      scene = { ...scene, places };
      middles = middlesOf(scene);
      place(sigma.getGraph(), places);
      if (underWay !== isUnderWay) {
        isUnderWay = underWay;
        paint(scene);
      } else sigma.refresh({ schedule: true });
    },
    theme(next) {
      read = next;
      if (scene) paint(scene);
    },
    light(next, chosen) {
      lit = next;
      selected = chosen;
      sigma.scheduleRender();
    },
    focus(nodes, covered, reserved) {
      if (!scene || nodes.length === 0) return;
      const { places } = scene;
      const found = nodes.map((node) => sigma.viewportToFramedGraph(sigma.graphToViewport(placeOf(places, node))));
      const [xs, ys] = [found.map(({ x }) => x), found.map(({ y }) => y)];
      const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const { width, height } = sigma.getDimensions();
      const side = Math.min(width, height);
      const under = Math.min(covered + reserved, width / 2);
      const narrower = side / Math.min(width - under, height);
      const ratio = Math.min(1, Math.max(0.12, 1.3 * Math.max((right - left) * narrower, high - low)));
      const shift = (ratio * under * (reserved - covered)) / (covered + reserved || 1) / 2 / side;
      goTo({ x: (left + right) / 2 + shift, y: (low + high) / 2, ratio });
    },
    fit(covered) {
      const { width, height } = sigma.getDimensions();
      const side = Math.min(width, height);
      const ratio = Math.max(1, side / Math.max(1, width - covered));
      goTo({ x: 0.5 - (ratio * covered) / 2 / side, y: 0.5, ratio });
    },
    zoom(factor) {
      const { x, y, ratio } = sigma.getCamera().getState();
      goTo({ x, y, ratio: Math.min(2.2, Math.max(0.02, ratio * factor)) });
    },
    kill() {
      for (const other of Object.values(sigma.getCanvases())) other.removeEventListener("webglcontextlost", onLost);
      gestures.end();
      sigma.kill();
    },
  };
}

const placeOf = (places: Places, node: number) => ({ x: places[2 * node]!, y: places[2 * node + 1]! });

/** Sets places without telling anybody: sigma would take each as a change of its own. */
function place(graph: Sigma["getGraph"] extends () => infer Of ? Of : never, places: Places): void {
  graph.forEachNode((key, attributes) => {
    Object.assign(attributes, placeOf(places, Number(key)));
  });
}

/** The picture as sigma reads it. The keys are the places in the picture. */
function graphOf({ picture, places }: Scene): Graph {
  const graph = newGraph();
  picture.nodes.forEach((_, i) => graph.addNode(String(i), placeOf(places, i)));
  picture.edges.forEach(({ source, target }, i) => graph.addEdgeWithKey(String(i), String(source), String(target)));
  return graph;
}

const newGraph = () => new Graph({ type: "directed", multi: true, allowSelfLoops: true });
