import type { Outcome } from "../base/result.ts";
import { Backups } from "../db/backup/backups.ts";
import type { SealDeps } from "../db/backup/seal.ts";
import type { Subtle } from "../db/backup/subtle.ts";
import { createEventLog, type EventLog, memoryEvents } from "../db/diagnostics/event-log.ts";
import type { Engine } from "../db/engine.ts";
import { memoryBackupFolder } from "../db/drivers/backup-folder.ts";
import { loadSqlite } from "../db/drivers/memory.ts";
import { sequencesOf } from "../db/migrate.ts";
import type { DataModule } from "../db/module.ts";
import { TEST_TIME, type TestEngineOptions, openTestEngine } from "../db/testing.ts";
import type { Database } from "../db/sqlite.ts";
import type { Host } from "./host-line.ts";
import { createHost, type HostDeps, nextEpoch } from "./host.ts";

export interface TestWorkspace {
  readonly host: Host;
  readonly engine: Engine;
  readonly db: Database;
  /** Milliseconds that `at` and `now` answer, bytes that the device has left; set them to move time and space. */
  clock: { now: number; room: number };
  readonly events: EventLog;
  /** One command as one mutation; throws the failure if it is refused. */
  run<T = unknown>(name: string, args?: unknown): T;
  /** One command as one mutation, its outcome as data. */
  try(name: string, args?: unknown): Outcome;
  query<T = unknown>(name: string, args?: unknown): T;
  task<T = unknown>(name: string, args?: unknown, signal?: AbortSignal): Promise<T>;
  /** Waits until live queries have answered what was committed. */
  settle(): Promise<void>;
}

/** WebCrypto as it is, with a derivation that takes no time. */
export const TEST_CRYPTO: SealDeps = {
  subtle: crypto.subtle as unknown as Subtle,
  random: (bytes) => crypto.getRandomValues(bytes),
  iterations: 1000,
};

/** What is put off for so long is no concern of a test. */
const HOUSEKEEPING_MS = 10_000;

/** A workspace in memory behind a real host: real schema, real search index, time owned by the test. */
export async function openTestWorkspace(
  modules: readonly DataModule[],
  { sync, ...options }: TestEngineOptions & Pick<HostDeps, "sync"> = {},
): Promise<TestWorkspace> {
  const clock = { now: TEST_TIME, room: 1e12 };
  const events = createEventLog(
    memoryEvents(),
    () => clock.now,
    () => undefined,
  );
  const engine = await openTestEngine(modules, options);
  const folder = memoryBackupFolder(await loadSqlite(), sequencesOf(modules), () => clock.now);
  let scheduled = 0;
  const later = (work: () => void, ms: number) => {
    if (ms >= HOUSEKEEPING_MS) return;
    scheduled++;
    setTimeout(() => {
      scheduled--;
      work();
    }, 0);
  };
  const host = createHost({
    engine,
    modules,
    now: () => clock.now,
    later,
    epoch: nextEpoch(engine.db),
    watching: { events, precise: () => performance.now(), room: async () => clock.room },
    storage: "memory",
    ...(sync && { sync }),
    close: () => engine.close(),
    backups: (onSwitched) =>
      new Backups({
        ...TEST_CRYPTO,
        folder,
        source: engine,
        files: null,
        now: () => clock.now,
        precise: () => performance.now(),
        appVersion: "test",
        events,
        room: async () => clock.room,
        onSwitched,
        carryOver: () => undefined,
      }),
    check: null,
  });
  let last = 0;
  const attempt = (name: string, args: unknown = {}): Outcome =>
    host.mutate({ id: `test-mutation-${++last}`, at: clock.now, commands: [{ name, args }] })[0]!;
  return {
    host,
    engine,
    db: engine.db,
    clock,
    events,
    try: attempt,
    run: <T>(name: string, args?: unknown) => value<T>(attempt(name, args)),
    query: <T>(name: string, args: unknown = {}) => value<T>(host.query(name, args)),
    task: async <T>(name: string, args: unknown = {}, signal = new AbortController().signal) =>
      value<T>(await host.task(name, args, () => undefined, signal)),
    async settle() {
      while (scheduled > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

function value<T>(outcome: Outcome): T {
  if (outcome.ok) return outcome.value as T;
  throw Object.assign(new Error(outcome.error.message), { failure: outcome.error });
}
