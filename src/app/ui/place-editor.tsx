import { MapPin } from "lucide-solid";
import { createSignal, lazy, Show, Suspense, untrack } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { coordinates, placeWords } from "./places.ts";
import { runUndoable } from "./undoable.ts";
import "./place-editor.css";

/** What the editor needs to know of a node. */
export interface PlacedNode {
  readonly id: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly location_name: string | null;
}

const PlaceMap = lazy(async () => ({ default: (await import("./place-map.tsx")).PlaceMap }));

/** Where a node is, as a button that opens its editor. */
export function PlaceField(props: { node: PlacedNode }) {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <button type="button" class="place-field" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <MapPin size={14} />
        {placeWords(props.node) ?? "Add a place"}
      </button>
      <Show when={open()}>
        <PlaceEditor node={props.node} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}

/** Sets a node's place: by a click on the map or by its coordinates, with a name of its own (PI10). */
export function PlaceEditor(props: { node: PlacedNode; onClose: () => void }) {
  const client = useClient();
  const written = (degrees: number | null) => (degrees === null ? "" : String(Math.round(degrees * 1e5) / 1e5));
  // What the person edits begins as it is and is theirs from then on.
  const before = untrack(() => props.node);
  const [name, setName] = createSignal(before.location_name ?? "");
  const [latitude, setLatitude] = createSignal(written(before.latitude));
  const [longitude, setLongitude] = createSignal(written(before.longitude));
  const [isWrong, setWrong] = createSignal(false);
  const place = () => coordinates(latitude(), longitude());

  function set(next: { latitude: number; longitude: number }): void {
    setLatitude(written(next.latitude));
    setLongitude(written(next.longitude));
    setWrong(false);
  }
  /** Both at once, as maps copy them: "58.249, 8.378". */
  function onPaste(event: ClipboardEvent): void {
    const [first, second] = (event.clipboardData?.getData("text") ?? "").split(/[,;\s]+/).filter(Boolean);
    const both = first && second ? coordinates(first, second) : undefined;
    if (!both) return;
    event.preventDefault();
    set(both);
  }
  async function save(
    patch: { latitude: number | null; longitude: number | null; location_name: string | null },
    text: string,
  ): Promise<void> {
    if (await runUndoable(client, [{ name: "node.update", args: { id: props.node.id, ...patch } }], text)) props.onClose();
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const at = place();
    if (!at) return void setWrong(true);
    void save({ ...at, location_name: name().trim() || null }, `Place of “${props.node.name}” saved.`);
  }
  const field = (label: string, value: () => string, set: (text: string) => void) => (
    <label>
      {label}
      <input
        class="field"
        inputmode="decimal"
        autocomplete="off"
        value={value()}
        aria-invalid={isWrong()}
        aria-describedby="place-wrong"
        onInput={(event) => set(event.currentTarget.value)}
        onPaste={onPaste}
      />
    </label>
  );
  return (
    <Dialog open title={`Place of “${props.node.name}”`} onClose={() => props.onClose()}>
      <form class="place-editor" onSubmit={submit}>
        <div class="place-map">
          <Suspense>
            <PlaceMap place={place()} onPlace={set} />
          </Suspense>
        </div>
        <label class="place-name">
          Name
          <input class="field" value={name()} placeholder="The boathouse" onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        {field("Latitude", latitude, setLatitude)}
        {field("Longitude", longitude, setLongitude)}
        <p class="place-hint" id="place-wrong" role={isWrong() ? "alert" : undefined} data-wrong={isWrong()}>
          {isWrong()
            ? "Latitude is a number from −90 to 90, longitude from −180 to 180."
            : "Click on the map, or write degrees: north and east are positive."}
        </p>
        <footer>
          <Show when={props.node.latitude !== null}>
            <Button
              look="danger"
              onClick={() => void save({ latitude: null, longitude: null, location_name: null }, `Place of “${props.node.name}” removed.`)}
            >
              Remove place
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit">
            Save place
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
