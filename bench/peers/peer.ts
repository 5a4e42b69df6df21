/** A note of the generated workspace; `i` is its place, by which peers tell it apart. */
export interface PeerNote {
  readonly i: number;
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly content: string;
  readonly created: number;
  readonly modified: number;
}

export interface PeerEdge {
  readonly source: number;
  readonly target: number;
}

export interface PeerQuery {
  readonly kind: "words" | "prefix" | "phrase";
  readonly text: string;
}

/** What a row of a list shows. */
export interface PeerRow {
  readonly name: string;
}

/** Where a page of the list ends, as the peer itself writes it down. */
export type Cursor = object;

/**
 * One store behind the one interface that the work is done through. Every method resolves when the work is durable; `finish` does
 * what is done once after many notes (an index built in bulk, a file written whole).
 */
export interface Peer {
  open(): Promise<void>;
  insertMany(notes: readonly PeerNote[]): Promise<void>;
  finish(): Promise<void>;
  link(edges: readonly PeerEdge[]): Promise<void>;
  write(note: PeerNote): Promise<void>;
  update(i: number, content: string, modified: number): Promise<void>;
  /** 50 notes by last change, newest first. */
  list(after: Cursor | null): Promise<readonly PeerRow[]>;
  cursorAt(depth: number): Promise<Cursor>;
  /** The best 50 with name and an excerpt. */
  search(query: PeerQuery): Promise<readonly PeerRow[]>;
  /** How many notes are within so many steps, either way; the first 50 of them are read. */
  reach(i: number, depth: number): Promise<number>;
  /** Steps of the shortest way, either way; null if there is none. */
  path(from: number, to: number): Promise<number | null>;
  /** Version and how it is configured, in a few words. */
  about(): Promise<string>;
  close(): Promise<void>;
}

export const PAGE = 50;
