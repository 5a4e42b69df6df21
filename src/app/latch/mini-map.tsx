import { createMemo, createSignal } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Button } from "../ui/index.ts";
import { createMapState } from "../ui/map-state.ts";
import { type Box, boxAround, cellFor, tidyBox } from "../ui/mercator.ts";
import { WorldMap } from "../ui/world-map.tsx";
import type { QueryArgs } from "../../rpc/api.ts";
import "./mini-map.css";

interface MiniMapProps {
  /** What is on the map: the filter without its box. */
  readonly filter: Omit<QueryArgs<"latch.location">, "box" | "cell">;
  readonly box: Box | undefined;
  readonly onBox: (box: Box | undefined) => void;
}

const CLUSTER_PIXELS = 28;

/** The Location chip's picture: where the set lies, narrowed by drawing a box; by keys, to what is shown (PI5). */
export function MiniMap(props: MiniMapProps) {
  // oxlint-disable-next-line solid/reactivity -- where the map begins; afterwards the person moves it
  const map = createMapState(props.box);
  const [moved, setMoved] = createSignal(false);
  const clusters = createLiveQuery("latch.location", () => ({ ...props.filter, cell: cellFor(map.view(), CLUSTER_PIXELS) }), {
    keep: true,
  });
  const markers = createMemo(() => clusters.data ?? []);
  const total = createMemo(() => markers().reduce((sum, { count }) => sum + count, 0));
  return (
    <div class="mini-map" onPointerDown={() => setMoved(true)}>
      <div class="mini-map-picture">
        <WorldMap
          label="Where things are"
          map={map}
          markers={markers()}
          frame={props.box}
          drawsBox
          onBox={(box) => props.onBox(tidyBox(box))}
          onMarker={(marker) => map.fit(boxAround([marker]))}
        />
      </div>
      <div class="mini-map-foot">
        <p role="status">{words(total(), moved())}</p>
        <Button look="quiet" disabled={total() === 0} onClick={() => map.fit(boxAround(markers()))}>
          Show all
        </Button>
        <Button
          onClick={() => {
            const shown = map.box();
            if (shown) props.onBox(tidyBox(shown));
          }}
        >
          Search here
        </Button>
      </div>
    </div>
  );
}

function words(total: number, moved: boolean): string {
  if (total === 0) return "Nothing here has a place yet.";
  const places = `${total.toLocaleString()} with a place.`;
  return moved ? places : `${places} Drag to draw a box.`;
}
