import { Minus, Plus, Scan } from "lucide-solid";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show, untrack } from "solid-js";
import type { EdgeType } from "../../content/spine/spine.model.ts";
import { Button, IconButton } from "../ui/index.ts";
import type { Arranged } from "./create-arrangement.ts";
import { radiiOf } from "./graph-picture.ts";
import { groupNodes, regionsOf, type ColourBy } from "./groups.ts";
import { createRenderer, type Renderer } from "./renderer.ts";
import { litAround, litPath, type Lit, type Scene } from "./scene.ts";
import { createThemeColors } from "./theme-colors.ts";
import "./graph-canvas.css";

interface GraphCanvasProps {
  /** What the picture is of; read out. */
  readonly label: string;
  readonly arranged: Arranged | undefined;
  readonly colourBy: ColourBy;
  readonly hidden?: ReadonlySet<EdgeType>;
  /** Id of the node that is lit with its neighbours. */
  readonly selected?: string | undefined;
  /** Id of the node that has a ring around it, without anything being lit. */
  readonly marked?: string | undefined;
  /** Ids of the nodes of a path, which is lit instead. */
  readonly path?: readonly string[] | undefined;
  /** Ids of a group that is lit. */
  readonly group?: ReadonlySet<number> | undefined;
  /** CSS pixels at the right that a card covers. */
  readonly reserved?: number;
  /** CSS pixels at the left that a legend covers. */
  readonly covered?: number;
  /** Small: no zoom buttons, and the wheel scrolls the page around it. */
  readonly small?: boolean;
  readonly onPick: (id: string | undefined) => void;
  readonly onOpen: (id: string) => void;
  readonly onLink?: (from: string, to: string) => void;
  readonly onMoved?: (id: string, x: number, y: number) => void;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const isAnimated = (): boolean => !calm.matches;

/** Shorter side, in CSS pixels, from which on nodes are drawn in full size; and the smallest part of it. */
const FULL_ROOM = 560;
const SMALLEST_ROOM = 0.55;

const NONE: ReadonlySet<EdgeType> = new Set();

/** A graph drawn by WebGL. What it says is said by the list beside it, too; the canvas itself is one picture (GV5). */
export function GraphCanvas(props: GraphCanvasProps) {
  const colors = createThemeColors();
  const [failed, setFailed] = createSignal<"none" | "lost">();
  const [renderer, setRenderer] = createSignal<Renderer>();
  let container!: HTMLDivElement;
  const idOf = (node: number) => props.arranged!.picture.nodes[node]!.id;

  function start() {
    setFailed(undefined);
    try {
      setRenderer(
        createRenderer({
          container,
          read: untrack(colors),
          animated: isAnimated,
          small: props.small === true,
          onLost: () => (end(), setFailed("lost")),
          onPick: (node) => props.onPick(node === undefined ? undefined : idOf(node)),
          onOpen: (node) => props.onOpen(idOf(node)),
          onLink: (from, to) => props.onLink?.(idOf(from), idOf(to)),
          onMoved: (node, x, y) => props.onMoved?.(idOf(node), x, y),
        }),
      );
    } catch (error) {
      console.warn("The graph cannot be drawn:", error);
      setFailed("none");
    }
  }
  function end() {
    renderer()?.kill();
    setRenderer(undefined);
    container.replaceChildren();
  }
  onMount(() => {
    setRoom(Math.min(1, Math.max(SMALLEST_ROOM, Math.min(container.clientWidth, container.clientHeight) / FULL_ROOM)));
    start();
  });
  onCleanup(end);

  const picture = createMemo(() => props.arranged?.picture);
  const grouping = createMemo(() => picture() && groupNodes(picture()!, props.colourBy));
  const [room, setRoom] = createSignal(1);
  const radii = createMemo(() => picture() && radiiOf(picture()!, room()));
  const hidden = () => props.hidden ?? NONE;
  /** Everything but where the nodes are, which changes many times a second. */
  const scene = createMemo((): Scene | undefined => {
    const shown = picture();
    if (!shown) return undefined;
    const { index, places } = untrack(() => props.arranged!);
    const { looks } = grouping()!;
    return {
      picture: shown,
      index,
      places,
      radii: radii()!,
      looks,
      regions: regionsOf(shown, grouping()!, props.colourBy),
      hidden: hidden(),
    };
  });
  const lit = createMemo((): Lit | undefined => {
    const shown = scene();
    if (!shown) return undefined;
    if (props.path?.length) return litPath(shown.index, props.path, shown.picture);
    const center = props.selected === undefined ? undefined : shown.index.at.get(props.selected);
    if (center !== undefined) return litAround(shown, center);
    return props.group && { nodes: props.group, edges: [] };
  });

  createEffect(() => {
    const shown = scene();
    if (shown) renderer()?.show({ ...shown, places: untrack(() => props.arranged!.places) });
  });
  createEffect(() => props.arranged && renderer()?.move(props.arranged.places, props.arranged.moving));
  createEffect(() => renderer()?.theme(colors()));
  createEffect(() => renderer()?.light(lit(), scene()?.index.at.get(props.selected ?? props.marked ?? "")));
  createEffect(
    on([renderer, () => picture() !== undefined], ([drawn, isThere]) => {
      if (isThere && props.covered) drawn?.fit(props.covered);
    }),
  );
  // The camera follows a choice, never a change of the data.
  createEffect(
    on([renderer, () => props.selected, () => props.path?.join(), () => picture() !== undefined], ([drawn, selected, path]) => {
      const now = untrack(lit);
      if (drawn && now && !props.small && (selected !== undefined || path))
        drawn.focus([...now.nodes], props.covered ?? 0, props.reserved ?? 0);
    }),
  );

  return (
    <div
      class="graph-canvas"
      data-small={props.small}
      data-nodes={picture()?.nodes.length}
      data-edges={picture()?.edges.length}
      data-lit-nodes={lit()?.nodes.size}
    >
      <div class="graph-stage" ref={container} role="img" aria-label={props.label} />
      <Show when={failed()}>
        {(why) => (
          <div class="graph-failed" role="status">
            <p>
              {why() === "none"
                ? "This browser cannot draw the picture: it needs WebGL. The list has all that the picture would show."
                : "The browser took the drawing surface away, as it may when memory is short. The list is complete."}
            </p>
            <Button onClick={start}>Draw again</Button>
          </div>
        )}
      </Show>
      <Show when={!props.small && !failed()}>
        <div class="graph-zoom">
          <IconButton icon={Plus} label="Nearer" onClick={() => renderer()?.zoom(1 / 1.6)} />
          <IconButton icon={Minus} label="Farther" onClick={() => renderer()?.zoom(1.6)} />
          <IconButton icon={Scan} label="All in sight" onClick={() => renderer()?.fit(props.covered ?? 0)} />
        </div>
      </Show>
    </div>
  );
}
