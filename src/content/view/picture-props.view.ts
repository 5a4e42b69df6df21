import type { NodeFilter, ViewOptions } from "./view.model.ts";

/** What a layout gets. */
export interface ViewProps {
  readonly filter: NodeFilter;
  readonly change: (next: Partial<NodeFilter>) => void;
  readonly options: ViewOptions;
  readonly setOptions: (next: Partial<ViewOptions>) => void;
  readonly open: (id: string) => void;
}
