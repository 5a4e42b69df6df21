import type { LayoutInput } from "./force-layout.ts";
import type { Places } from "./places.ts";

/** What the page says to the worker of a layout: one `run`, `drawn` after each report that it drew, perhaps `stop`. */
export type LayoutRequest =
  | { readonly kind: "run"; readonly input: LayoutInput; readonly steps: number }
  | { readonly kind: "drawn" }
  | { readonly kind: "stop" };

/** What it answers, as often as the page draws; the last one has ended, by itself or because it was stopped. */
export interface LayoutReport {
  readonly places: Places;
  readonly done: number;
  readonly total: number;
  readonly ended: boolean;
}
