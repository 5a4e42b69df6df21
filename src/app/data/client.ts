import type { Outcome } from "../../base/result.ts";
import { Refusal } from "../../base/result.ts";
import type { Command, CommandArgs, CommandName, CommandResult, Progress, QueryArgs, QueryName, QueryResult, Status, TaskArgs, TaskName, TaskResult } from "../../rpc/api.ts";
import { pageEnvironment, type PageEnvironment } from "./page-environment.ts";
import { createMint } from "./mint.ts";
import { createSaving } from "./saving.ts";
import { createStatusBoard } from "./status-board.ts";
import { createUnsaved } from "./unsaved.ts";

/** How views reach the data. Expected failures of `query`, `run`, `task` and `sql` are thrown as `Refusal` (`.failure` has the type). */
export interface Client {
  /** Resolves when the database answers, or when `status().failure` says why it never will. */
  readonly ready: Promise<void>;
  newId(): string;
  /** One call is one transaction; resolves once it is committed, one outcome a command. Pass an `id` to undo it later. */
  mutate(commands: readonly Command[], id?: string): Promise<Outcome[]>;
  /** One command, its result. */
  run<N extends CommandName>(name: N, args: CommandArgs<N>, id?: string): Promise<CommandResult<N>>;
  query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>>;
  /** `onChange` gets the whole result first and after each change; resolves to the function that ends it. */
  watch<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onChange: (result: QueryResult<N>) => void,
    onError?: (error: Refusal) => void,
  ): Promise<() => void>;
  task<N extends TaskName>(name: N, args: TaskArgs<N>, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<TaskResult<N>>;
  sql(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  status(): Promise<Status>;
  /** Calls back at once with what is known, then on every change. Answers how to stop. */
  onStatus(listener: (status: Status) => void): () => void;
  /** `save` runs when the page is hidden or left: it must call `mutate` synchronously with what is typed and not sent yet. */
  onFlush(save: () => void): () => void;
  /** Runs every `onFlush` function; resolves when all that was sent is committed. */
  flush(): Promise<void>;
}

export function createClient(environment: PageEnvironment = pageEnvironment()): Client {
  const { api, proxy, now, random, storage, lifecycle } = environment;
  const mint = createMint(now, random);
  const board = createStatusBoard(api, proxy);
  const saving = createSaving({ api, unsaved: createUnsaved(storage), lifecycle, onPending: board.setPending });
  saving.replay();

  const mutate: Client["mutate"] = (commands, id) => saving.mutate(mint.mutation(commands, id));
  return {
    ready: board.ready,
    newId: mint.newId,
    mutate,
    run: async (name, args, id) => unwrap((await mutate([{ name, args } as Command], id))[0]!) as never,
    query: async (name, args) => unwrap(await api.query(name, args)) as never,
    async watch(name, args, onChange, onError = report) {
      let last = -1;
      const id = await api.watch(
        name,
        args,
        proxy((event) => {
          if (event.seq <= last) return;
          last = event.seq;
          if (event.result.ok) onChange(event.result.value as never);
          else onError(new Refusal(event.result.error.type, event.result.error.message));
        }),
      );
      return () => {
        last = Infinity;
        void api.unwatch(id);
      };
    },
    async task(name, args, onProgress = ignore, signal) {
      const id = mint.newId();
      const cancel = () => void api.cancel(id);
      let ended = false;
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        if (signal?.aborted) throw new Refusal("Cancelled", "It was cancelled before it began. Nothing was changed.");
        // Progress has a port of its own: the last of it may arrive after the result.
        const whileRunning = (progress: Progress) => ended || onProgress(progress);
        return unwrap(await api.task(id, name, mint.taskArgs(name, args), proxy(whileRunning))) as never;
      } finally {
        ended = true;
        signal?.removeEventListener("abort", cancel);
      }
    },
    sql: async (text, params = []) => unwrap(await api.sql(text, params)),
    status: board.status,
    onStatus: board.onStatus,
    onFlush: saving.onFlush,
    flush: saving.flush,
  };
}

export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.error.type, outcome.error.message);
}

const ignore = () => undefined;
const report = (error: Refusal) => console.error("A live query was refused:", error.failure);
