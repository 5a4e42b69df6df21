import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js";
import type { GraphPicture, PictureIndex } from "./graph-picture.ts";
import { firstPlaces, type Places } from "./places.ts";
import { runLayout, stepsFor, type LayoutRun } from "./run-layout.ts";

export interface Arrangement {
  /** Where the nodes of the picture are now. Same picture, new places: the layout is under way. */
  readonly current: Accessor<Arranged | undefined>;
  /** Steps of the layout while it runs. */
  readonly progress: Accessor<{ done: number; total: number } | undefined>;
  /** Ends the layout where it is, and keeps that. */
  readonly stop: () => void;
  /** Arranges everything from the beginning. */
  readonly again: () => void;
}

export interface Arranged {
  readonly picture: GraphPicture;
  readonly index: PictureIndex;
  readonly places: Places;
  /** The layout is under way. */
  readonly moving: boolean;
}

interface Indexed {
  readonly picture: GraphPicture;
  readonly index: PictureIndex;
  readonly radii: Float32Array;
}

interface Options {
  readonly picture: Accessor<Indexed | undefined>;
  /** Without: only the result is shown. */
  readonly animated: () => boolean;
  /** Every picture is arranged from the beginning: for small ones, which have no places that are kept. */
  readonly fresh?: boolean;
  /** The layout has ended; `placed` are the nodes that it placed. */
  readonly onSettled?: (picture: GraphPicture, places: Places, placed: readonly number[]) => void;
}

/** Steps for a few new nodes among many that stay. */
const FEW_STEPS = 120;
/** A link pulls its ends with a force that grows slowly with its weight, and not beyond this. */
const MOST_PULL = 4;

/** Places for a picture: those that are kept, and a layout for the nodes that have none (GV3). */
export function createArrangement({ picture, animated, fresh = false, onSettled }: Options): Arrangement {
  const [current, setCurrent] = createSignal<Arranged>();
  const [progress, setProgress] = createSignal<{ done: number; total: number }>();
  let run: LayoutRun | undefined;
  /** Ids that the layout under way moves, and the steps that it has left. */
  let moving: ReadonlySet<string> = new Set();
  let left = 0;

  function end(): void {
    run?.dispose();
    run = undefined;
    setProgress(undefined);
  }
  /** A live change while the layout runs goes on from where its nodes are: nothing jumps back. */
  function begin({ picture: shown, index, radii }: Indexed, before: Arranged | undefined, anew: boolean): void {
    const goesOn = run !== undefined && !anew;
    const known = carried(shown, before, anew);
    const { places, unplaced, fixed } = firstPlaces(known, index);
    if (goesOn) shown.nodes.forEach(({ id }, i) => moving.has(id) && (fixed[i] = 0));
    end();
    const free = [...fixed.keys()].filter((node) => fixed[node] === 0);
    const show = (now: Places, isMoving: boolean) => setCurrent({ picture: shown, index, places: now, moving: isMoving });
    const isWhole = unplaced === shown.nodes.length;
    // What would be seen first is a heap: without motion it is not shown at all.
    if (free.length === 0 || animated() || !isWhole) show(places, free.length > 0);
    if (free.length === 0) return;
    const total = goesOn ? Math.max(FEW_STEPS, left) : isWhole ? stepsFor(shown.nodes.length) : FEW_STEPS;
    const edges = Float32Array.from(shown.edges.flatMap(({ source, target, weight }) => [source, target, pull(weight)]));
    moving = new Set(free.map((node) => shown.nodes[node]!.id));
    left = total;
    setProgress({ done: 0, total });
    run = runLayout({ places: places.slice(), radii, edges, fixed }, total, (report) => {
      left = total - report.done;
      setProgress(report.ended ? undefined : { done: report.done, total });
      if (report.ended || animated()) show(report.places, !report.ended);
      if (!report.ended) return;
      run = undefined;
      onSettled?.(shown, report.places, free);
    });
  }

  createEffect(
    on(picture, (next) => {
      if (next) begin(next, untrack(current), fresh);
      else (end(), setCurrent(undefined));
    }),
  );
  onCleanup(end);
  return {
    current,
    progress,
    stop: () => run?.stop(),
    again() {
      const now = untrack(picture);
      if (now) begin(now, undefined, true);
    },
  };
}

/** Nodes that were in the picture before stay where they were; `anew` forgets every place. */
function carried(picture: GraphPicture, before: Arranged | undefined, anew: boolean): GraphPicture {
  const place = (id: string, x: number | null, y: number | null) => {
    if (anew) return { x: null, y: null };
    const at = before?.index.at.get(id);
    return at === undefined ? { x, y } : { x: before!.places[2 * at]!, y: before!.places[2 * at + 1]! };
  };
  return { ...picture, nodes: picture.nodes.map((node) => ({ ...node, ...place(node.id, node.x, node.y) })) };
}

const pull = (weight: number): number => Math.min(MOST_PULL, Math.sqrt(Math.max(0.1, weight)));
