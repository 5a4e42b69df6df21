import { createRoot, createSignal } from "solid-js";
import type { EdgeType } from "../../content/spine/spine.model.ts";
import type { ChosenNode } from "../ui/node-field.tsx";

/** An edge that is there already, to be changed. */
export interface KnownEdge {
  readonly id: string;
  readonly edge_type: EdgeType;
  readonly label: string | null;
  readonly weight: number;
  readonly directed: boolean;
  /** It follows the text: it cannot be removed but there. */
  readonly fromText: boolean;
}

/** What the dialog for an edge is asked for: one from `source`, perhaps with its other end, or one that is there. */
export interface LinkRequest {
  readonly source: ChosenNode;
  readonly target?: ChosenNode;
  readonly edge?: KnownEdge;
}

const request = createRoot(() => createSignal<LinkRequest>());

/** The dialog is opened from inspectors, from the graph and from the palette; there is one, in the shell. */
export const linkRequest = request[0];
export const askForLink = (wanted: LinkRequest): void => void request[1](wanted);
export const endLinkRequest = (): void => void request[1](undefined);
