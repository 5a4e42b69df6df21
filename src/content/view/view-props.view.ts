import type { NodeFilter, ViewOptions } from "./view.model.ts";

export type { NodeFilter, ViewOptions } from "./view.model.ts";

/** What every layout gets: the set, and ways to narrow it, to change how it is shown, and to open a node. */
export interface ViewProps {
  readonly filter: NodeFilter;
  /** Narrows the set, undefined removes a condition; goes to the address. */
  readonly change: (next: Partial<NodeFilter>) => void;
  readonly options: ViewOptions;
  readonly setOptions: (next: Partial<ViewOptions>) => void;
  readonly open: (id: string) => void;
}
