import type { Outcome, Failure } from "../base/result.ts";
import type {
  CommandArgs,
  CommandName,
  CommandResult,
  QueryArgs,
  QueryName,
  QueryResult,
  TaskArgs,
  TaskName,
  TaskResult,
} from "../content/index.model.ts";
import type { Progress } from "../base/progress.ts";

export type Command<N extends CommandName = CommandName> = { [K in N]: { name: K; args: CommandArgs<K> } }[N];

/** What the page sends: ids and time are minted there, so that a replay gives the same rows. */
export interface Mutation {
  /** UUIDv7; the same id with the same commands answers the stored result, with others it is rejected. */
  readonly id: string;
  /** Milliseconds UTC: the `created_at` and `modified_at` of what is written. */
  readonly at: number;
  readonly commands: readonly { readonly name: string; readonly args: unknown }[];
}

export type Role = "starting" | "leader" | "follower" | "waiting";

export interface Status {
  readonly version: string;
  readonly role: Role;
  /** `memory`: nothing is kept, under a permanent banner. */
  readonly storage: "opfs" | "memory" | "unknown";
  readonly epoch: number;
  /** Mutations that were sent and not yet acknowledged as committed. */
  readonly pending: number;
  /** Set while the leader does not answer although its tab holds the lock. */
  readonly stalled: boolean;
  /** Set when writing has stopped (quota); reading goes on. */
  readonly readOnly: Failure | null;
  /** Set when the database could not be opened; nothing works, and nothing was changed. */
  readonly failure: Failure | null;
  /** A sentence about something that was repaired or noticed at start. */
  readonly notice: string | null;
}

/** What a subscription sends: the first result whole, later ones only if they differ. */
export interface WatchEvent {
  readonly seq: number;
  readonly result: Outcome;
}

/**
 * The one contract between page and worker, over Comlink. Every method awaits readiness by itself.
 * Expected failures are data; a rejected promise is a bug.
 */
export interface WorkerApi {
  mutate(mutation: Mutation): Promise<Outcome[]>;
  query(name: string, args: unknown): Promise<Outcome>;
  /** Answers the id to `unwatch` with. `onChange` is a Comlink proxy. */
  watch(name: string, args: unknown, onChange: (event: WatchEvent) => void): Promise<string>;
  unwatch(id: string): Promise<void>;
  /** Long work. `taskId` lets `cancel` end it; a cancelled task changes nothing and answers `Cancelled`. */
  task(taskId: string, name: string, args: unknown, onProgress: (progress: Progress) => void): Promise<Outcome>;
  cancel(taskId: string): Promise<void>;
  /** Read-only SQL for the person: rows as objects, at most 10,000. */
  sql(text: string, params: readonly unknown[]): Promise<Outcome<Record<string, unknown>[]>>;
  status(): Promise<Status>;
  onStatus(listener: (status: Status) => void): Promise<void>;
  /** The page is being hidden or closed: finish, checkpoint; with `release`, close and give up the lock. */
  suspend(release: boolean): Promise<void>;
  /** The page is back (from the back/forward cache, or visible again). */
  resume(): Promise<void>;
}

export type {
  CommandArgs,
  CommandName,
  CommandResult,
  QueryArgs,
  QueryName,
  QueryResult,
  TaskArgs,
  TaskName,
  TaskResult,
  Progress,
  Outcome,
};
