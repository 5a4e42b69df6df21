import { createContext, useContext } from "solid-js";
import { assert } from "../../base/assert.ts";
import type { Icon } from "./button.tsx";

/** What a list needs to know about a content type: where its nodes are and how they look. */
export interface NodeKind {
  readonly type: string;
  /** Plural. */
  readonly label: string;
  readonly icon: Icon;
  /** A node is at `path/:id`. */
  readonly path: string;
}

export interface NodeKinds {
  readonly all: readonly NodeKind[];
  readonly of: (type: string) => NodeKind | undefined;
  /** Address of a node. */
  readonly href: (node: { readonly id: string; readonly node_type: string }) => string;
}

export function createNodeKinds(all: readonly NodeKind[]): NodeKinds {
  const of = (type: string) => all.find((kind) => kind.type === type);
  return { all, of, href: ({ id, node_type: type }) => `${of(type)?.path ?? ""}/${id}` };
}

const NodeKindsContext = createContext<NodeKinds>();

/** The shell gives the content types to what lies below them: lists of nodes of any type need their icons and addresses. */
export const NodeKindsProvider = NodeKindsContext.Provider;

export function useNodeKinds(): NodeKinds {
  const kinds = useContext(NodeKindsContext);
  assert(kinds, "useNodeKinds() outside of <NodeKindsProvider>");
  return kinds;
}
