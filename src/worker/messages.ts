import type { Failure } from "../base/result.ts";
import type { Mutation, Progress, Status, WatchEvent } from "../rpc/api.ts";

/** Everything a tab may want of the database, as data: it can be sent, kept while there is no leader, and sent again (TAB6). */
export type Request =
  | { readonly kind: "mutate"; readonly mutation: Mutation }
  | { readonly kind: "query"; readonly name: string; readonly args: unknown }
  | { readonly kind: "watch"; readonly name: string; readonly args: unknown }
  | { readonly kind: "task"; readonly name: string; readonly args: unknown }
  | { readonly kind: "sql"; readonly text: string; readonly params: readonly unknown[] };

export type Answer =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "event"; readonly event: WatchEvent }
  /** A bug in the leader: the caller's promise is rejected with it. */
  | { readonly kind: "broken"; readonly message: string };

/** What followers show of the leader. */
export interface LeaderInfo {
  readonly storage: Status["storage"];
  readonly readOnly: Failure | null;
  readonly notice: string | null;
  readonly hidden: boolean;
}

/** On the control channel, to all tabs. */
export type ControlMessage =
  | { readonly type: "hello"; readonly client: string; readonly code: number }
  /** Somebody holds the lock and is opening the database, perhaps for long (a migration). */
  | { readonly type: "opening" }
  | { readonly type: "leader"; readonly epoch: number }
  /** A visible follower asks a hidden leader for its place. */
  | { readonly type: "ask"; readonly client: string; readonly code: number }
  /** The leader ends its term; with `to`, everybody else lets that client go first. */
  | { readonly type: "resigned"; readonly epoch: number; readonly to: string | null };

/** On the channel of one client. Whatever carries another epoch than the receiver's is dropped (TAB5). */
export type ToLeader =
  | { readonly epoch: number; readonly type: "open"; readonly call: number; readonly request: Request }
  | { readonly epoch: number; readonly type: "end"; readonly call: number }
  | { readonly epoch: number; readonly type: "ping" };

export type ToClient =
  | { readonly epoch: number; readonly type: "welcome"; readonly info: LeaderInfo }
  | { readonly epoch: number; readonly type: "info"; readonly info: LeaderInfo }
  | { readonly epoch: number; readonly type: "answer"; readonly call: number; readonly answer: Answer }
  | { readonly epoch: number; readonly type: "pong" };

/** A way to the database: straight into it in the leader, over the transport in a follower. */
export interface Line {
  /** Begins a call; answers how to end it early (cancel a task, end a watch). */
  open(request: Request, answer: (answer: Answer) => void): () => void;
}
