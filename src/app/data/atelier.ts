import type { Outcome } from "../../base/result.ts";
import type { Progress, Status } from "../../rpc/api.ts";
import type { Client } from "./client.ts";

/** `window.atelier`: the same door as the app's own, for scripts (`docs/scripting.md`). Names and arguments are checked in the worker. */
export interface Atelier {
  readonly version: string;
  readonly ready: Promise<void>;
  status(): Promise<Status>;
  mutate(commands: readonly { name: string; args: unknown }[]): Promise<Outcome[]>;
  query(name: string, args?: unknown): Promise<unknown>;
  watch(name: string, args: unknown, onChange: (result: unknown) => void): Promise<() => void>;
  task(name: string, args: unknown, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<unknown>;
  /** Read-only SQL; rejects with a sentence. */
  sql(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

export function createAtelier(client: Client, version: string): Atelier {
  return Object.freeze({
    version,
    ready: client.ready,
    status: client.status,
    mutate: (commands) => client.mutate(commands as never),
    query: (name, args = {}) => client.query(name as never, args as never),
    watch: (name, args, onChange) => client.watch(name as never, args as never, onChange),
    task: (name, args, onProgress, signal) => client.task(name as never, args as never, onProgress, signal),
    sql: client.sql,
  } satisfies Atelier);
}
