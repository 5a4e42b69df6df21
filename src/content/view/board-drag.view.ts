import { draggable, dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { NodeRow } from "../spine/spine.model.ts";

/** Cards carry their node, columns their status, under a symbol that no other drag has. */
const NODE = Symbol("card");
const STATUS = Symbol("column");

interface CardDrag {
  readonly [NODE]?: NodeRow;
}
interface ColumnDrop {
  readonly [STATUS]?: string;
}

export const dragsCard = (element: HTMLElement, node: () => NodeRow, onDragging: (on: boolean) => void): (() => void) =>
  draggable({
    element,
    getInitialData: () => ({ [NODE]: node() }),
    onDragStart: () => onDragging(true),
    onDrop: () => onDragging(false),
  });

export const takesCards = (element: HTMLElement, status: () => string, onOver: (on: boolean) => void): (() => void) =>
  dropTargetForElements({
    element,
    canDrop: ({ source }) => (source.data as CardDrag)[NODE] !== undefined,
    getData: () => ({ [STATUS]: status() }),
    onDragEnter: () => onOver(true),
    onDragLeave: () => onOver(false),
    onDrop: () => onOver(false),
  });

/** Calls back for every card that is dropped on a column; answers how to stop. */
export const watchDrops = (onDrop: (node: NodeRow, status: string) => void): (() => void) =>
  monitorForElements({
    onDrop({ source, location }) {
      const node = (source.data as CardDrag)[NODE];
      const status = (location.current.dropTargets[0]?.data as ColumnDrop | undefined)?.[STATUS];
      if (node && status !== undefined) onDrop(node, status);
    },
  });
