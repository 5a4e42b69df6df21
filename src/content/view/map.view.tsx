import { LocateFixed, Search, X } from "lucide-solid";
import { createEffect, createMemo, createSignal, on, onCleanup, Show, untrack } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import type { MapMarker } from "../../app/ui/draw-map.ts";
import { Button, IconButton } from "../../app/ui/index.ts";
import { createMapState } from "../../app/ui/map-state.ts";
import { type Box, boxAround, cellFor, MAX_SCALE, tidyBox } from "../../app/ui/mercator.ts";
import { WorldMap } from "../../app/ui/world-map.tsx";
import { loadedAround, type LoadedMap, mergeNear } from "./map-clusters.view.ts";
import { MapCard, MapList } from "./map-list.view.tsx";
import type { ViewProps } from "./view-props.view.ts";
import type { NodeFilter } from "./view.model.ts";
import "./map.css";

const CLUSTER_PIXELS = 64;
/** A cell of one degree is fine enough to know where everything is. */
const OVERVIEW_CELL = 1;
const REST_MS = 200;

/** Where the things of a set are, on a map that needs no network, with a list that says the same (PI4, PI5, PI6). */
export function MapLayout(props: ViewProps) {
  // oxlint-disable-next-line solid/reactivity -- where the map begins
  const map = createMapState(boxOption(props.options["at"]) ?? props.filter.box);
  /** The set without its box: the map goes on showing what lies around it. */
  const others = createMemo((): NodeFilter => {
    const { box: _box, ...rest } = props.filter;
    return rest;
  });
  const follows = createMemo(() => props.options["follows"] === true);
  const [selected, setSelected] = createSignal<string>();
  const everywhere = createLiveQuery("latch.location", () => ({ ...others(), cell: OVERVIEW_CELL }));
  const loaded = createMemo((before: LoadedMap | undefined) => {
    const size = map.size();
    return size.width > 0 ? loadedAround(before, map.view(), size, cellFor(map.view(), CLUSTER_PIXELS)) : undefined;
  });
  const clusters = createLiveQuery(
    "latch.location",
    () => {
      const at = loaded();
      return at && { ...others(), cell: at.cell, ...(at.box && { box: at.box }) };
    },
    { keep: true },
  );
  const markers = createMemo((): MapMarker[] => {
    const cell = loaded()?.cell;
    return cell ? mergeNear(clusters.data ?? [], (360 / cell) * CLUSTER_PIXELS) : [];
  });
  const whole = () => boxAround(everywhere.data ?? []);

  // Everything is shown once it is known, unless the address says what to show.
  let placed = untrack(() => props.options["at"] !== undefined || props.filter.box !== undefined);
  createEffect(() => {
    const box = whole();
    if (placed || !box) return;
    placed = true;
    map.fit(box, { atOnce: true });
  });

  const rest = createRested(() => map.box(), REST_MS);
  createEffect(
    on(
      rest,
      (box) => {
        // Where the map began is not part of the view until the person moves it.
        if (!box || !map.isMoved()) return;
        if (follows()) props.change({ box: tidyBox(box) });
        else props.setOptions({ at: tidyBox(box) });
      },
      { defer: true },
    ),
  );
  const shownBox = (): Box | undefined => props.filter.box ?? rest();
  const searchHere = () => {
    const box = map.box();
    if (box) props.change({ box: tidyBox(box) });
  };
  const follow = (isOn: boolean) => props.setOptions({ follows: isOn || undefined });
  // Only once the choice is in the address: of two changes at once, the later would be made from the state before both.
  createEffect(on(follows, (isOn) => isOn && searchHere(), { defer: true }));
  function onMarker(marker: MapMarker): void {
    if (marker.count === 1) return void setSelected(marker.id);
    const { scale } = map.view();
    if (scale < MAX_SCALE / 2) map.fit(aroundMarker(marker, scale));
  }

  return (
    <div class="map-layout">
      <div class="map-main">
        <WorldMap
          label="Map of this set"
          map={map}
          markers={markers()}
          selected={selected()}
          frame={follows() ? undefined : props.filter.box}
          labels
          onMarker={onMarker}
          onPlace={() => setSelected(undefined)}
          onBox={(box) => props.change({ box: tidyBox(box) })}
          tools={<IconButton icon={LocateFixed} label="Show all" keys="Home" onClick={() => map.fit(whole())} />}
        />
        <div class="map-tools">
          <Show
            when={props.filter.box && !follows()}
            fallback={
              <Show when={!follows()}>
                <Button icon={Search} onClick={searchHere}>
                  Search here
                </Button>
              </Show>
            }
          >
            <Button icon={X} onClick={() => props.change({ box: undefined })}>
              Search everywhere
            </Button>
          </Show>
          <label class="map-switch">
            <input type="checkbox" role="switch" checked={follows()} onChange={(event) => follow(event.currentTarget.checked)} />
            <i aria-hidden="true" />
            Filter as I move
          </label>
        </div>
        <Show when={selected()}>{(id) => <MapCard id={id()} onOpen={props.open} onClose={() => setSelected(undefined)} />}</Show>
      </div>
      <MapList
        filter={others()}
        box={shownBox()}
        isFiltered={props.filter.box !== undefined}
        isEmpty={everywhere.data?.length === 0}
        selected={selected()}
        onSelect={(row) => {
          setSelected(row.id);
          map.fit(boxAround([row]));
        }}
        onOpen={props.open}
      />
    </div>
  );
}

/** A click on a cluster goes three steps closer. */
function aroundMarker({ latitude, longitude }: MapMarker, scale: number): Box {
  const half = (360 / scale) * 60;
  return {
    west: longitude - half,
    east: longitude + half,
    south: Math.max(-84, latitude - half / 2),
    north: Math.min(84, latitude + half / 2),
  };
}

function boxOption(option: unknown): Box | undefined {
  if (typeof option !== "object" || option === null) return undefined;
  const { west, south, east, north } = option as Record<string, unknown>;
  const isBox = [west, south, east, north].every((degrees) => typeof degrees === "number" && Math.abs(degrees) <= 180);
  return isBox ? (option as Box) : undefined;
}

/** The value once it has not changed for a moment. */
function createRested(value: () => Box | undefined, ms: number): () => Box | undefined {
  const [rested, setRested] = createSignal<Box>();
  createEffect(() => {
    const next = value();
    const timer = setTimeout(() => setRested(next), ms);
    onCleanup(() => clearTimeout(timer));
  });
  return rested;
}
