import { contentViews } from "../../content/index.view.tsx";

/** The address of a node. */
export const hrefOf = ({ id, node_type: type }: { readonly id: string; readonly node_type: string }): string =>
  `${contentViews.find((view) => view.type === type)?.path ?? ""}/${id}`;
