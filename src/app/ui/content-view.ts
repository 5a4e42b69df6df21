import type { Component } from "solid-js";

/** What a content type shows: one entry of `src/content/index.view.tsx`, from which rail, routes and commands follow. */
export interface ContentView {
  /** `node_type` of its nodes. */
  readonly type: string;
  /** Plural, for the rail and as the name of its list. */
  readonly label: string;
  readonly icon: Component<{ size?: number }>;
  /** Path of the list; a node is at `path/:id`. */
  readonly path: string;
  /** The list pane. */
  readonly List: Component;
  /** The content pane of one node. */
  readonly Page: Component<{ id: string }>;
  /** The panel about one node beside its page. */
  readonly Inspector: Component<{ id: string }>;
  /** A text of the node as it was, or what has changed in it since. */
  readonly Past: Component<PastProps>;
  /** Shown in the content pane while no node is chosen. */
  readonly Empty: Component;
  readonly newItem: NewItemCommand;
}

export interface PastProps {
  readonly past: string;
  readonly now: string;
  readonly look: "text" | "changes";
}

export interface NewItemCommand {
  /** `New note`: the name of the button and of the command in the palette. */
  readonly label: string;
  /** Key name while no text is being edited. */
  readonly key: string;
  /** The command and its arguments; the answer holds the `id` to open. */
  readonly command: "note.create";
  readonly args: { readonly name?: string };
}
