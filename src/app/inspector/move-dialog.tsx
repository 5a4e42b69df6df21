import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { SyncSpace } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { Button, Dialog, runUndoable } from "../ui/index.ts";
import { endMoveRequest, type MoveRequest } from "./move-request.ts";
import "./move-dialog.css";

const ROLES = { owner: "", editor: "", viewer: "You may only read it" } as const;

/** Where a node lies: one's own space, or one that is shared. Everything nested below it comes along (SU11). */
export function MoveDialog(props: { request: MoveRequest }) {
  const client = useClient();
  const spaces = createLiveQuery("sync.spaces", () => ({}));
  const [chosen, setChosen] = createSignal<string>();
  const target = () => spaces.data?.find(({ id }) => id === chosen());
  const isHere = ({ id }: SyncSpace) => id === props.request.space_id;
  async function move(event: SubmitEvent) {
    event.preventDefault();
    const space = target();
    if (!space) return;
    const { id, name } = props.request;
    endMoveRequest();
    await runUndoable(
      client,
      [{ name: "node.move_to_space", args: { id, space_id: space.id } }],
      space.personal ? `“${name}” is in your own space again.` : `“${name}” is in ${space.name} now.`,
    );
  }
  return (
    <Dialog open title="Move to a space" onClose={endMoveRequest}>
      <form class="move-form" onSubmit={(event) => void move(event)}>
        <p>Where “{props.request.name}” lies, with everything nested below it. Whoever is in a shared space sees what lies there.</p>
        <fieldset>
          <legend class="visually-hidden">Space</legend>
          <For each={spaces.data}>
            {(space) => (
              <label>
                <input
                  type="radio"
                  name="space"
                  value={space.id}
                  disabled={space.role === "viewer"}
                  checked={chosen() === undefined ? isHere(space) : chosen() === space.id}
                  onChange={() => setChosen(space.id)}
                />
                <span>
                  {space.personal ? "Your own space" : space.name}
                  <small>{isHere(space) ? "It is here now" : space.personal ? "Only you" : ROLES[space.role]}</small>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={spaces.data?.length === 1}>
          <p>
            You share no space yet.{" "}
            <A href="/spaces" onClick={endMoveRequest}>
              Make one
            </A>
          </p>
        </Show>
        <footer>
          <Button onClick={endMoveRequest}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!target() || isHere(target()!)}>
            Move
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
