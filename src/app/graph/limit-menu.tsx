import { For } from "solid-js";
import { MenuItem, Popover } from "../ui/popover.tsx";
import { LIMITS, type GraphAddress } from "./graph-address.ts";

/** How many nodes at most. */
export function LimitMenu(props: { address: GraphAddress }) {
  return (
    <Popover label="How many are shown" role="menu" class="graph-stop" face={<>Change</>}>
      {(close) => (
        <For each={LIMITS}>
          {(limit) => (
            <MenuItem checked={props.address.limit() === limit} onChoose={() => (close(), props.address.change({ limit: String(limit) }))}>
              {limit.toLocaleString()} nodes
            </MenuItem>
          )}
        </For>
      )}
    </Popover>
  );
}
