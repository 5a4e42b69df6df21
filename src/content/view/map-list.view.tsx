import { MapPin, X } from "lucide-solid";
import { For, Match, Show, Switch } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { EmptyState, IconButton, Button } from "../../app/ui/index.ts";
import type { Box } from "../../app/ui/mercator.ts";
import { PlaceField } from "../../app/ui/place-editor.tsx";
import { placeWords } from "../../app/ui/places.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import type { NodeFilter } from "./view.model.ts";

const MOST = 200;
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

interface ListProps {
  readonly filter: NodeFilter;
  readonly box: Box | undefined;
  /** The box is a condition of the set, not only what the map shows. */
  readonly isFiltered: boolean;
  /** Nothing of the set has a place. */
  readonly isEmpty: boolean;
  readonly selected: string | undefined;
  readonly onSelect: (row: NodeRow & { latitude: number; longitude: number }) => void;
  readonly onOpen: (id: string) => void;
}

/** What is in the picture, by name: the map for keyboards and for those who hear it. */
export function MapList(props: ListProps) {
  const within = () => props.box && { ...props.filter, located: true, box: props.box };
  const list = createLiveQuery("node.list", () => within() && { ...within()!, sort: "name" as const, limit: MOST }, { keep: true });
  const count = createLiveQuery("node.count", within, { keep: true });
  const rows = () => list.data?.rows ?? [];
  const total = () => count.data?.count ?? 0;
  const select = (row: NodeRow) => {
    const { latitude, longitude } = row;
    if (latitude !== null && longitude !== null) props.onSelect({ ...row, latitude, longitude });
  };
  return (
    <section class="map-list" aria-label="Places in view">
      <header>
        <h2>{props.isFiltered ? "In this box" : "In view"}</h2>
        <p role="status">{list.data ? `${total().toLocaleString()} ${total() === 1 ? "place" : "places"}` : ""}</p>
      </header>
      <Switch>
        <Match when={list.error}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={props.isEmpty}>
          <EmptyState text="Nothing here has a place yet. Open a note and add one under Properties." />
        </Match>
        <Match when={list.data && rows().length === 0}>
          <EmptyState text="Nothing in this part of the world. Move the map, or show all." />
        </Match>
        <Match when={true}>
          <ul>
            <For each={rows()}>
              {(row) => (
                <li>
                  <button
                    type="button"
                    class="map-row"
                    aria-pressed={row.id === props.selected}
                    onClick={() => select(row)}
                    onDblClick={() => props.onOpen(row.id)}
                  >
                    <MapPin size={14} />
                    <span>
                      {row.name}
                      <small>{placeWords(row)}</small>
                    </span>
                  </button>
                </li>
              )}
            </For>
          </ul>
          <Show when={total() > rows().length}>
            <p class="map-more">{`The first ${rows().length} of ${total().toLocaleString()}. Zoom in to see the others.`}</p>
          </Show>
        </Match>
      </Switch>
    </section>
  );
}

/** One place: what it is, and where; both can be changed from here. */
export function MapCard(props: { id: string; onOpen: (id: string) => void; onClose: () => void }) {
  const node = createLiveQuery("node.get", () => ({ id: props.id }), { keep: true });
  return (
    <Show when={node.data}>
      {(record) => (
        <article class="map-card" aria-label={record().name}>
          <header>
            <h3>{record().name}</h3>
            <IconButton icon={X} label="Close card" onClick={() => props.onClose()} />
          </header>
          <Show when={record().event_start}>{(at) => <p>{WHEN.format(at())}</p>}</Show>
          <Show when={record().summary}>{(summary) => <p class="map-card-summary">{summary()}</p>}</Show>
          <footer>
            <PlaceField node={record()} />
            <Button look="primary" onClick={() => props.onOpen(record().id)}>
              Open
            </Button>
          </footer>
        </article>
      )}
    </Show>
  );
}
