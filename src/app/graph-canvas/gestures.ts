import type Sigma from "sigma";
import type { MouseCoords } from "sigma/types";

/** What a person does with the pointer. Nodes are places in the picture. */
export interface GestureEvents {
  readonly onPick: (node: number | undefined) => void;
  readonly onOpen: (node: number) => void;
  /** A line was drawn from one node to another, with Alt or Shift held. */
  readonly onLink: (from: number, to: number) => void;
  /** A node was dragged; x and y as in the layout. */
  readonly onMoved: (node: number, x: number, y: number) => void;
}

interface Hooks extends GestureEvents {
  readonly redraw: () => void;
  /** A node is under way. */
  readonly onDrag: (node: number, x: number, y: number) => void;
}

interface Gestures {
  readonly hovered: () => number | undefined;
  readonly rubber: () => { from: number; x: number; y: number } | undefined;
  readonly end: () => void;
}

/** Farther than this a press is a drag. */
const SLACK = 4;

interface Drag {
  readonly node: number;
  readonly links: boolean;
  readonly x: number;
  readonly y: number;
  moved: boolean;
}

/** Hover, click, double click, dragging a node, and drawing an edge from one to another with Alt or Shift (GV8). */
export function createGestures(sigma: Sigma, container: HTMLElement, hooks: Hooks): Gestures {
  let hovered: number | undefined;
  let drag: Drag | undefined;
  let pointer = { x: 0, y: 0 };
  const hover = (node: number | undefined) => {
    hovered = node;
    container.toggleAttribute("data-over", node !== undefined);
    hooks.redraw();
  };
  const moveBody = ({ event }: { event: MouseCoords }) => {
    if (!drag) return;
    pointer = { x: event.x, y: event.y };
    drag.moved ||= Math.hypot(event.x - drag.x, event.y - drag.y) > SLACK;
    event.preventSigmaDefault();
    if (!drag.moved) return;
    if (drag.links) return hooks.redraw();
    // The picture must not scale itself anew while one of its nodes is pulled out of it.
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    const { x, y } = sigma.viewportToGraph(event);
    const key = String(drag.node);
    Object.assign(sigma.getGraph().getNodeAttributes(key), { x, y });
    hooks.onDrag(drag.node, x, y);
    sigma.refresh({ partialGraph: { nodes: [key], edges: sigma.getGraph().edges(key) }, skipIndexation: true, schedule: true });
  };
  const release = (target: number | undefined) => {
    const done = drag;
    drag = undefined;
    if (!done?.moved) return;
    if (done.links && target !== undefined && target !== done.node) hooks.onLink(done.node, target);
    if (!done.links) {
      const { x, y } = sigma.getGraph().getNodeAttributes(String(done.node)) as { x: number; y: number };
      hooks.onMoved(done.node, x, y);
    }
    hooks.redraw();
    justDragged = true;
    setTimeout(() => (justDragged = false), 0);
  };
  let justDragged = false;

  sigma.on("enterNode", ({ node }) => hover(Number(node)));
  sigma.on("leaveNode", () => hover(undefined));
  sigma.on("leaveStage", () => hover(undefined));
  sigma.on("downNode", ({ node, event }) => {
    const { original } = event;
    drag = { node: Number(node), links: original.altKey || original.shiftKey, x: event.x, y: event.y, moved: false };
    if (drag.links) event.preventSigmaDefault();
  });
  sigma.on("moveBody", moveBody);
  sigma.on("upNode", ({ node }) => release(Number(node)));
  sigma.on("upStage", () => release(undefined));
  sigma.on("clickNode", ({ node }) => justDragged || hooks.onPick(Number(node)));
  sigma.on("clickStage", () => justDragged || hooks.onPick(undefined));
  sigma.on("doubleClickNode", ({ node, event }) => {
    event.preventSigmaDefault();
    hooks.onOpen(Number(node));
  });
  sigma.on("doubleClickStage", ({ event }) => event.preventSigmaDefault());
  return {
    hovered: () => (drag?.moved && !drag.links ? undefined : hovered),
    rubber: () => (drag?.links && drag.moved ? { from: drag.node, ...pointer } : undefined),
    end: () => sigma.removeAllListeners(),
  };
}
