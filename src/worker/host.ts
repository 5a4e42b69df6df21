import * as v from "valibot";
import { idStream } from "../base/ids.ts";
import { type Outcome, Refusal, fail, ok } from "../base/result.ts";
import type { Clock } from "../base/time.ts";
import { commandSpecs, querySpecs, taskSpecs } from "../content/index.model.ts";
import type { Spec } from "../content/contract.model.ts";
import type { Backups } from "../db/backup/backups.ts";
import type { Engine } from "../db/engine.ts";
import { createDiagnostics, type Watching } from "../db/diagnostics/diagnostics.ts";
import { LiveQueries } from "../db/live.ts";
import type { DataModule, ReadContext, TaskContext, WriteContext } from "../db/module.ts";
import { type Database, type SqlValue, SqlError } from "../db/sqlite.ts";
import type { Mutation } from "../rpc/api.ts";
import { checkInBackground, DAMAGED } from "./damage.ts";
import { describeError } from "./describe-error.ts";
import { hashValue } from "./hash-value.ts";
import type { Host } from "./host-line.ts";
import type { SyncEngine } from "../sync/control.ts";
import { settle } from "../content/spine/settle.data.ts";
import type { SyncHooks } from "./sync-wiring.ts";
import { storageTrouble } from "./storage-trouble.ts";
import { keepHouse } from "./keep-house.ts";
import { createUpkeep } from "./upkeep.ts";

export interface HostDeps {
  /** From `openEngine`: migrated, and owned by the host from here on. */
  readonly engine: Engine;
  /** `dataModules` of src/content/index.data.ts. */
  readonly modules: readonly DataModule[];
  readonly now: Clock;
  /** Runs `work` after so many milliseconds; 0 lets other messages through first. */
  readonly later: (work: () => void, ms: number) => void;
  readonly watching: Watching;
  readonly storage: Host["storage"];
  readonly notice?: string | null;
  /** Of this term: `nextEpoch`. */
  readonly epoch: number;
  /** Copies of the workspace, and the way back; `onSwitched` hears at once when another file is the workspace. */
  readonly backups: (onSwitched: () => void) => Backups;
  /** Gives the database back: marks it as closed, checkpoints, releases its files. */
  readonly close: () => void;
  /** Sync of this workspace; absent where there is no server. */
  readonly sync?: (hooks: SyncHooks) => SyncEngine;
  /** Given after an unclean end: the tables are then checked one by one, in the background (DB8). */
  readonly check: { readonly copyAside: () => void } | null;
}

export const HOST_SQL = {
  epoch: `INSERT INTO meta (key, value_json) VALUES ('epoch', '1')
    ON CONFLICT (key) DO UPDATE SET value_json = CAST(CAST(value_json AS INTEGER) + 1 AS TEXT) RETURNING CAST(value_json AS INTEGER)`,
  stored: "SELECT args_hash, result_json FROM mutations WHERE id = ?",
  store: "INSERT INTO mutations (id, args_hash, result_json, label, at) VALUES (?, ?, ?, ?, ?)",
  storeBatch: "INSERT INTO mutations (id, args_hash, result_json, label, at) VALUES (?, '', 'null', ?, ?) ON CONFLICT (id) DO NOTHING",
} as const;

const MAX_ROWS = 10_000;
/** After an unclean end the first answers come first. */
const INDEX_AFTER_MS = 1500;
const INDEX_STEP = 100;
const INDEX_PAUSE_MS = 10;

/** Begins a term: its number, durably, before anybody is answered (TAB2). */
export const nextEpoch = (db: Database): number => db.value<number>(HOST_SQL.epoch)!;

type Handler<Context> = (ctx: Context, args: never) => unknown;

/** The leader's database as tabs see it: named commands, queries, watches and tasks of the modules. */
export function createHost(deps: HostDeps): Host {
  const { engine, modules, now, later, epoch } = deps;
  const follows = new Map(modules.flatMap((module) => Object.entries(module.follows ?? {})));
  const contextOf = (mutationId: string, at: number, newId: () => string): WriteContext => {
    const ctx: WriteContext = {
      db: engine.db,
      tracked: engine.tracked,
      at,
      mutationId,
      newId,
      follow: (nodeType, id, patch) => follows.get(nodeType)?.(ctx, id, patch),
    };
    return ctx;
  };
  const commands = handlers<WriteContext>(modules, "commands");
  const queries = handlers<ReadContext>(modules, "queries");
  const tasks = handlers<TaskContext>(modules, "tasks");
  const diagnostics = createDiagnostics(engine, deps.watching);
  const { events } = diagnostics;
  let closed = false;
  const live = new LiveQueries({ later, precise: deps.watching.precise });
  engine.onCommit((writes) => live.committed(writes));
  engine.onCommit(createUpkeep(later, () => !closed && engine.upkeep()));

  let readOnly: Host["readOnly"] = null;
  const readOnlyListeners = new Set<() => void>();
  const setReadOnly = (failure: Host["readOnly"]) => {
    if (failure?.type === readOnly?.type) return;
    events.note("storage", failure ? "Writing has stopped" : "Writing goes on", failure ? { why: failure.type } : {});
    readOnly = failure;
    for (const listener of readOnlyListeners) listener();
  };
  /** Storage that is full is an expected failure; every later write tries again, so freeing space is enough (failure 16). */
  const writing = <T>(work: () => T): T => {
    try {
      const result = work();
      setReadOnly(null);
      return result;
    } catch (error) {
      const trouble = storageTrouble(error);
      if (!trouble) throw error;
      setReadOnly(trouble);
      throw new Refusal(trouble.type, trouble.message);
    }
  };

  let isOver = false;
  let onOver = () => {};
  const backups = deps.backups(() => (isOver = true));

  if (deps.check) {
    checkInBackground(
      engine.db,
      later,
      () => closed,
      () => {
        engine.broken = true;
        deps.check!.copyAside();
        setReadOnly(DAMAGED);
      },
    );
  }

  // Bulk work that ended early left nodes that search does not know yet.
  const indexLeftOver = () => {
    if (!closed && engine.indexDeferred(INDEX_STEP, now()) > 0) later(indexLeftOver, INDEX_PAUSE_MS);
  };
  if (engine.deferred > 0) later(indexLeftOver, INDEX_AFTER_MS);

  for (const { recovery } of modules) {
    const mutationId = recovery?.cutOff({ db: engine.db });
    if (!recovery || !mutationId) continue;
    const at = now();
    engine.write({ mutationId, origin: "local", at }, () => recovery.recover(contextOf(mutationId, at, idStream(mutationId, at))));
  }

  let settled = 0;
  const sync =
    deps.sync?.({
      engine,
      writing,
      settle(nodes) {
        const seed = `sync:${epoch}:${++settled}`;
        settle(contextOf(seed, now(), idStream(seed, now())), nodes, true);
      },
    }) ?? null;

  keepHouse(engine.db, { now, later, isClosed: () => closed });

  const mutate = (mutation: Mutation): Outcome[] => {
    if (engine.broken) return mutation.commands.map(() => ({ ok: false, error: DAMAGED }));
    const hash = hashValue(mutation.commands);
    const stored = engine.db.row<{ args_hash: string; result_json: string }>(HOST_SQL.stored, [mutation.id]);
    if (stored) return stored.args_hash === hash ? (JSON.parse(stored.result_json) as Outcome[]) : mutation.commands.map(() => CONFLICT);
    const ctx = contextOf(mutation.id, mutation.at, idStream(mutation.id, mutation.at));
    const apply = (command: Mutation["commands"][number]): Outcome =>
      expected(() => {
        const handler = need(commands, command.name, "command");
        const args = checked(commandSpecs, command.name, command.args);
        return engine.db.transaction<unknown>(() => handler(ctx, args));
      });
    try {
      return writing(() =>
        engine.write({ mutationId: mutation.id, origin: "local", at: mutation.at }, () => {
          const outcomes = mutation.commands.map(apply);
          const label = [...new Set(mutation.commands.map((command) => command.name))].join(", ");
          engine.db.run(HOST_SQL.store, [mutation.id, hash, JSON.stringify(outcomes), label, mutation.at]);
          return outcomes;
        }),
      );
    } catch (error) {
      if (error instanceof Refusal) return mutation.commands.map(() => ({ ok: false, error: error.failure }));
      events.note("error", "A change failed", {
        commands: mutation.commands.map((command) => command.name).join(", "),
        ...describeError(error),
      });
      throw error;
    }
  };

  const ask = (name: string, args: unknown): Outcome =>
    expected(() => need(queries, name, "query")({ db: engine.db }, checked(querySpecs, name, args)));

  const taskContext = (name: string, onProgress: TaskContext["progress"], signal: AbortSignal): TaskContext => ({
    db: engine.db,
    tracked: engine.tracked,
    signal,
    progress: onProgress,
    async pause() {
      await new Promise<void>((resolve) => later(resolve, 0));
      if (signal.aborted) throw new Refusal("Cancelled", "It was cancelled.");
    },
    write: (batch, work, options) =>
      writing(() => {
        if (engine.broken) throw new Refusal(DAMAGED.type, DAMAGED.message);
        const at = now();
        const newId = idStream(`${batch}:${at}:${engine.db.value<number>("SELECT total_changes()")}`, at);
        return engine.write<unknown>(
          { mutationId: batch, origin: "local", at },
          () => {
            engine.db.run(HOST_SQL.storeBatch, [batch, name, at]);
            return work(contextOf(batch, at, newId));
          },
          options,
        ) as never;
      }),
    indexDeferred: (limit) => writing(() => engine.indexDeferred(limit, now())),
    now,
    backups,
    diagnostics,
    sync,
  });

  return {
    epoch,
    storage: deps.storage,
    notice: deps.notice ?? null,
    get readOnly() {
      return readOnly;
    },
    onReadOnly: (listener) => void readOnlyListeners.add(listener),
    get isOver() {
      return isOver;
    },
    onOver: (listener) => void (onOver = listener),
    mutate,
    query: ask,
    watch: (name, args, onEvent) =>
      live.watch(
        () => engine.connection.readsOf(() => ask(name, args)),
        (seq, result) => onEvent({ seq, result: result as Outcome }),
      ),
    async task(name, args, onProgress, signal) {
      const start = diagnostics.precise();
      const ended = (how: Record<string, string>) =>
        name.startsWith("diagnostics.") || events.note("task", name, { ms: Math.round(diagnostics.precise() - start), ...how });
      try {
        const handler = need(tasks, name, "task");
        const value = await handler(taskContext(name, onProgress, signal), checked(taskSpecs, name, args));
        ended({ ended: "done" });
        return ok(value);
      } catch (error) {
        if (error instanceof Refusal) {
          if (tasks.has(name)) ended({ ended: error.failure.type });
          return { ok: false, error: error.failure };
        }
        events.note("error", "Long work failed", { task: name, ...describeError(error) });
        throw error;
      } finally {
        // The answer goes out first.
        if (isOver) later(() => onOver(), 0);
      }
    },
    sql(text, params) {
      try {
        return ok(engine.connection.inspect(text, params.map(bindable), MAX_ROWS));
      } catch (error) {
        if (error instanceof SqlError && error.code === SQLITE_AUTH) return READS_ONLY;
        if (error instanceof SqlError || error instanceof RangeError || error instanceof TypeError) return fail("SqlError", error.message);
        throw error;
      }
    },
    checkpoint: () => engine.checkpoint(),
    close() {
      closed = true;
      sync?.close();
      live.close();
      deps.close();
    },
  };
}

const SQLITE_AUTH = 23;
const READS_ONLY: Outcome<never> = fail(
  "ReadOnly",
  "Only reading is allowed here: this statement would change something or reach beyond the workspace. Nothing was done.",
);

const CONFLICT: Outcome = fail(
  "MutationConflict",
  "A change with this id was already made with other content, so this one was not applied. What was saved before is safe; make the change again.",
);

function handlers<Context>(modules: readonly DataModule[], kind: "commands" | "queries" | "tasks"): ReadonlyMap<string, Handler<Context>> {
  return new Map(modules.flatMap((module) => Object.entries(module[kind] as Record<string, Handler<Context>>)));
}

function need<Context>(map: ReadonlyMap<string, Handler<Context>>, name: string, kind: string): Handler<Context> {
  const handler = map.get(name);
  if (!handler)
    throw new Refusal(
      "UnknownName",
      `There is no ${kind} named “${name}”. Nothing was changed; see the scripting reference for the names.`,
    );
  return handler;
}

/** Validated arguments, defaults filled in. */
function checked(specs: ReadonlyMap<string, Spec>, name: string, args: unknown): never {
  const result = v.safeParse(specs.get(name)!.args, args);
  if (result.success) return result.output as never;
  const issues = result.issues.map((issue) => `${v.getDotPath(issue) ?? name}: ${issue.message}`);
  throw new Refusal("InvalidArguments", `“${name}” cannot be done with these arguments: ${issues.join(" ")} Nothing was changed.`);
}

function expected(work: () => unknown): Outcome {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.failure };
    throw error;
  }
}

function bindable(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (["string", "number", "bigint", "boolean"].includes(typeof value) || value instanceof Uint8Array) return value as SqlValue;
  throw new TypeError("Parameters are texts, numbers, booleans, null or bytes.");
}
