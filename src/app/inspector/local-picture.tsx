import { createMemo } from "solid-js";
import { createArrangement } from "../graph-canvas/create-arrangement.ts";
import { GraphCanvas, isAnimated } from "../graph-canvas/graph-canvas.tsx";
import { indexPicture, radiiOf, type GraphPicture } from "../graph-canvas/graph-picture.ts";
import type { ChosenNode } from "../ui/node-field.tsx";

interface LocalPictureProps {
  readonly picture: GraphPicture | undefined;
  readonly center: ChosenNode;
  readonly onOpen: (id: string) => void;
}

/** The heavy part of the local graph: loaded when there is something to draw. */
export function LocalPicture(props: LocalPictureProps) {
  const indexed = createMemo(
    () => props.picture && { picture: props.picture, index: indexPicture(props.picture), radii: radiiOf(props.picture) },
  );
  const arrangement = createArrangement({ picture: indexed, animated: isAnimated, fresh: true });
  return (
    <GraphCanvas
      small
      label={`What is linked with ${props.center.name}`}
      arranged={arrangement.current()}
      colourBy="type"
      marked={props.center.id}
      onPick={(id) => id !== undefined && props.onOpen(id)}
      onOpen={props.onOpen}
    />
  );
}
