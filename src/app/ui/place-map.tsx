import { createEffect, on } from "solid-js";
import { createMapState } from "./map-state.ts";
import { isInside } from "./mercator.ts";
import { WorldMap } from "./world-map.tsx";

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Degrees to each side of a place that is known. */
const AROUND = 4;

/** A map on which a click sets the place. */
export function PlaceMap(props: { place: Place | undefined; onPlace: (place: Place) => void }) {
  // oxlint-disable-next-line solid/reactivity -- where the map begins
  const map = createMapState(props.place && around(props.place));
  // What is typed comes into the picture.
  createEffect(
    on(
      () => props.place,
      (place) => {
        const box = map.box();
        if (place && box && !isInside(box, place.latitude, place.longitude)) map.fit(around(place));
      },
      { defer: true },
    ),
  );
  const markers = () => (props.place ? [{ id: "here", name: "", count: 1, ...props.place }] : []);
  return <WorldMap label="Map. A click sets the place." map={map} markers={markers()} onPlace={(place) => props.onPlace(place)} />;
}

const around = ({ latitude, longitude }: Place) => ({
  west: longitude - AROUND,
  east: longitude + AROUND,
  south: Math.max(-85, latitude - AROUND / 2),
  north: Math.min(85, latitude + AROUND / 2),
});
