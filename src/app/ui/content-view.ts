import type { Component } from "solid-js";
import type { CommandArgs, CommandName, CommandResult } from "../../rpc/api.ts";

/** What a content type shows: one entry of `src/content/index.view.tsx`, from which rail, routes and commands follow. */
export interface ContentView {
  /** `node_type` of its nodes. */
  readonly type: string;
  /** Plural, such as "Notes". */
  readonly label: string;
  /** Singular in lower case, such as "note". */
  readonly one: string;
  /** Its name in the rail, if that is not the plural. */
  readonly area?: string;
  readonly icon: Component<{ size?: number }>;
  /** Path of the list; a node is at `path/:id`. */
  readonly path: string;
  /** The area of another content type that it stands in: it has no place of its own in the rail. */
  readonly within?: string;
  /** The list pane. */
  readonly List: Component;
  /** The content pane of one node. */
  readonly Page: Component<{ id: string }>;
  /** The panel about one node beside its page; without it the page has the whole width. */
  readonly Inspector?: Component<{ id: string }>;
  /** A text of the node as it was, or what has changed in it since; for nodes that have a text. */
  readonly Past?: Component<PastProps>;
  /** Shown in the content pane while no node is chosen. Without it that is `Page` with an empty id. */
  readonly Empty?: Component;
  /** Adds its part of the sample workspace, after the notes. */
  readonly sample?: "project.sample";
  /** What is made by hand; without it nodes come from elsewhere, as weeks do from planning. */
  readonly newItem?: NewItemCommand;
}

export interface PastProps {
  readonly past: string;
  readonly now: string;
  readonly look: "text" | "changes";
}

/** Commands that make a node of a content type. */
type CreateName = {
  [N in CommandName]: N extends `${string}.create` ? (CommandResult<N> extends { id: string } ? N : never) : never;
}[CommandName];

export type NewItemCommand = {
  /** `New note`: the name of the button and of the command in the palette. */
  readonly label: string;
  /** Key name while no text is being edited. */
  readonly key: string;
} & NewItem[CreateName];

/** The command and its arguments; the answer holds the `id` to open. */
type NewItem = { [N in CreateName]: { readonly command: N; readonly args: CommandArgs<N> } };
