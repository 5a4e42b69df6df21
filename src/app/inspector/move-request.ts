import { createRoot, createSignal } from "solid-js";

/** A node that is to lie in another space. */
export interface MoveRequest {
  readonly id: string;
  readonly name: string;
  readonly space_id: string;
}

const request = createRoot(() => createSignal<MoveRequest>());

/** The dialog is opened from menus, inspectors and the palette; there is one, in the shell. */
export const moveRequest = request[0];
export const askToMove = (wanted: MoveRequest): void => void request[1](wanted);
export const endMoveRequest = (): void => void request[1](undefined);
