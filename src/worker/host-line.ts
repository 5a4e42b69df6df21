import { fail, type Outcome } from "../base/result.ts";
import type { Progress } from "../base/progress.ts";
import type { Mutation, Status, WatchEvent } from "../rpc/api.ts";
import type { Answer, Line, Request } from "./messages.ts";

/** What the leader's database answers. All but tasks is synchronous. */
export interface Host {
  readonly epoch: number;
  readonly storage: Exclude<Status["storage"], "unknown">;
  readonly notice: string | null;
  readonly readOnly: Status["readOnly"];
  onReadOnly(listener: () => void): void;
  /** Another file is the workspace now (a restore): what is asked from here on is left to the next term, which has that file. */
  readonly isOver: boolean;
  /** Called once what runs has answered; the term is to end then. */
  onOver(listener: () => void): void;
  mutate(mutation: Mutation): Outcome[];
  query(name: string, args: unknown): Outcome;
  /** `onEvent` gets the first result before this returns or soon after. Answers how to end it. */
  watch(name: string, args: unknown, onEvent: (event: WatchEvent) => void): () => void;
  task(name: string, args: unknown, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Outcome>;
  sql(text: string, params: readonly unknown[]): Outcome<Record<string, unknown>[]>;
  checkpoint(): void;
  close(): void;
}

export interface HostLine extends Line {
  /** Is long work under way? Then the leader does not give up its place to be polite. */
  readonly busy: boolean;
  /** Ends what runs; resolves when nothing touches the database any more. */
  finish(): Promise<void>;
}

/** Calls go straight into the database: the leader's own never pass a transport or a queue (TAB4). */
export function createHostLine(host: Host): HostLine {
  const tasks = new Map<AbortController, Promise<void>>();
  const watches = new Set<() => void>();

  const runTask = (request: Request & { kind: "task" }, answer: (answer: Answer) => void) => {
    const abort = new AbortController();
    const running = host
      .task(request.name, request.args, (progress) => answer({ kind: "progress", progress }), abort.signal)
      .then(
        (value) => answer({ kind: "done", value }),
        (error: unknown) => answer(broken(error)),
      )
      .finally(() => tasks.delete(abort));
    tasks.set(abort, running);
    return () => abort.abort();
  };
  const watch = (request: Request & { kind: "watch" }, answer: (answer: Answer) => void) => {
    const unwatch = host.watch(request.name, request.args, (event) => answer({ kind: "event", event }));
    const end = () => void (watches.delete(end) && unwatch());
    watches.add(end);
    return end;
  };

  return {
    get busy() {
      return tasks.size > 0;
    },
    open(request, answer) {
      if (host.isOver) return () => undefined;
      try {
        if (request.kind === "task") return runTask(request, answer);
        if (request.kind === "watch") return watch(request, answer);
        answer({ kind: "done", value: callNow(host, request) });
      } catch (error) {
        answer(broken(error));
      }
      return () => undefined;
    },
    async finish() {
      for (const end of watches) end();
      for (const abort of tasks.keys()) abort.abort();
      await Promise.all(tasks.values());
    },
  };
}

function callNow(host: Host, request: Exclude<Request, { kind: "task" | "watch" }>): unknown {
  switch (request.kind) {
    case "mutate":
      return host.mutate(request.mutation);
    case "query":
      return host.query(request.name, request.args);
    case "sql":
      return host.sql(request.text, request.params);
  }
}

const broken = (error: unknown): Answer => ({
  kind: "broken",
  message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

/** A line where no database can be had: every call answers why (failure 12). */
export function createRefusingLine(type: string, message: string): Line {
  const refusal = fail(type, message);
  return {
    open(request, answer) {
      if (request.kind === "watch") answer({ kind: "event", event: { seq: 0, result: refusal } });
      else answer({ kind: "done", value: request.kind === "mutate" ? request.mutation.commands.map(() => refusal) : refusal });
      return () => undefined;
    },
  };
}
