import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { type Outcome, Refusal, ok } from "../base/result.ts";
import type { Clock } from "../base/time.ts";
import type { BackupFolder } from "../db/backup/backup-folder.ts";
import { Backups, type BackupsDeps } from "../db/backup/backups.ts";
import { copyFileOf } from "../db/backup/file-copy.ts";
import type { PointerStore } from "../db/backup/pointer.ts";
import type { SealDeps } from "../db/backup/seal.ts";
import { backupPoolName, checkInPool, type Elsewhere, memoryBackupFolder, opfsBackupFolder } from "../db/drivers/backup-folder.ts";
import { openMemory } from "../db/drivers/memory.ts";
import { openSahpool, type OpfsFile } from "../db/drivers/sahpool.ts";
import { unwatched, type Watching } from "../db/diagnostics/diagnostics.ts";
import type { CreateCapture } from "../db/capture.ts";
import type { IndexNodes } from "../db/engine.ts";
import { markClosed, markOpen } from "../db/health.ts";
import { sequencesOf } from "../db/migrate.ts";
import type { DataModule } from "../db/module.ts";
import { needsUpgrade, openEngine } from "../db/open.ts";
import { keepMode } from "../sync/restored.ts";
import type { Host } from "./host-line.ts";
import { createHost, type HostDeps, nextEpoch } from "./host.ts";
import { mark } from "./marks.ts";
import type { Reserve } from "./reserve.ts";
import { storageTrouble } from "./storage-trouble.ts";

/** Nobody waits for it, and the first screen comes first. */
const RESERVE_AFTER_MS = 3000;

export interface OpenHostDeps {
  /** Name of the workspace, e.g. `atelier`. */
  readonly name: string;
  readonly version: string;
  readonly modules: readonly DataModule[];
  readonly indexNodes: IndexNodes;
  readonly loadSqlite: () => Promise<Sqlite3Static>;
  readonly now: Clock;
  readonly later: (work: () => void, ms: number) => void;
  readonly watching: Watching;
  readonly pointer: PointerStore;
  readonly crypto: SealDeps;
  readonly capture?: CreateCapture;
  readonly sync?: HostDeps["sync"] | undefined;
  /** Room for a day without any; null: none is kept. */
  readonly reserve: Reserve | null;
  /** Somebody who writes backups and reads them whole where nobody waits for it; null: this worker does it itself. */
  readonly hire: (() => Elsewhere) | null;
}

/** Opens the workspace of this device; the caller holds the database lock. Every expected failure is data. */
export async function openHost(deps: OpenHostDeps): Promise<Outcome<Host>> {
  try {
    return ok(await openWithReserve(deps));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.failure.type !== "Unavailable") return { ok: false, error: error.failure };
    return ok(await hostInMemory(deps, error.failure.message));
  }
}

const NEARLY_FULL =
  "This device has no room left for Atelier, so only a little more can be saved. Nothing is lost; empty the trash, or free space on the device.";

/** Even opening writes a little. On a device without any room it is done with what was kept for that (DB17). */
async function openWithReserve(deps: OpenHostDeps): Promise<Host> {
  try {
    return await openInOpfs(deps, null);
  } catch (error) {
    if (!isFull(error)) throw error;
    if (await deps.reserve?.letGo()) deps.watching.events.note("start", "The device is full; the room that was kept for this is used");
    return openInOpfs(deps, NEARLY_FULL).catch((again: unknown) => {
      throw isFull(again) && !(again instanceof Refusal) ? noRoom() : again;
    });
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Refusal
    ? error.failure.type === "StorageFull" || error.failure.type === "PoolFull"
    : storageTrouble(error) !== null || (error as Error).name === "QuotaExceededError";

const noRoom = () =>
  new Refusal(
    "StorageFull",
    "This device has no room left, not even to open your workspace. Nothing in it was changed; free some space on the device, then reload.",
  );

/** `notice`: what the person is told, if this is the second try. */
async function openInOpfs(deps: OpenHostDeps, notice: string | null): Promise<Host> {
  const sqlite3 = await deps.loadSqlite();
  mark("sqlite");
  const pool = { sqlite3, name: deps.name, wait: waitOf(deps), now: deps.now, pointer: deps.pointer };
  const file = await openSahpool(pool);
  mark("files");
  const folder = opfsBackupFolder({ ...pool, name: backupPoolName(deps.name) }, deps.hire ?? here({ ...deps, sqlite3 }));
  const host = await hostOnFile(deps, file, folder, notice).catch((error: unknown) => {
    // Want of room is no fault of a restored file, unless it stays when there is some.
    if (notice === null && isFull(error)) throw error;
    return goBack(deps, pool, file, folder, error);
  });
  deps.later(() => void deps.reserve?.keep().catch(() => undefined), RESERVE_AFTER_MS);
  return host;
}

/**
 * Everything a takeover does, once, on an empty database in memory: SQLite's functions are compiled at their first call,
 * and the followers of a leader that is gone would wait for that.
 */
export async function rehearse(deps: OpenHostDeps): Promise<void> {
  const host = await hostInMemory({ ...deps, sync: undefined, watching: unwatched(deps.now) }, "");
  host.query("node.list", {});
  host.close();
  mark("rehearsed");
}

const waitOf =
  ({ later }: OpenHostDeps) =>
  (ms: number) =>
    new Promise<void>((resolve) => later(resolve, ms));

const here = (deps: OpenHostDeps & { readonly sqlite3: Sqlite3Static }): (() => Elsewhere) => {
  const pool = { sqlite3: deps.sqlite3, name: backupPoolName(deps.name), wait: waitOf(deps), now: deps.now };
  return () => ({ check: (name) => checkInPool(pool, name, sequencesOf(deps.modules)), fill: null, dismiss: () => undefined });
};

/** What a device that is full or busy refuses is no fault of the file. */
const PASSING = new Set(["StorageFull", "PoolFull", "Busy"]);

/** A restored workspace that does not open gives way to the one before it, which has been kept for that (failure 29). */
async function goBack(
  deps: OpenHostDeps,
  pool: Parameters<typeof openSahpool>[0],
  file: OpfsFile,
  folder: BackupFolder,
  error: unknown,
): Promise<Host> {
  if (file.previous === null || (error instanceof Refusal && PASSING.has(error.failure.type))) throw error;
  await file.goBack();
  deps.watching.events.note("start", "The restored workspace did not open; the one before it was opened");
  return hostOnFile(deps, { ...(await openSahpool(pool)), wentBack: true }, folder, null);
}

const WENT_BACK =
  "The restored workspace could not be opened, so this is the one from before the restore, with everything that was in it. The backup is still in the list.";

/** Closes the file if it cannot be opened whole. */
async function hostOnFile(deps: OpenHostDeps, file: OpfsFile, folder: BackupFolder, notice: string | null): Promise<Host> {
  const { modules, indexNodes, now, later, watching } = deps;
  try {
    const backupsOf = (source: BackupsDeps["source"], onSwitched: () => void) =>
      new Backups({ ...backupDeps(deps), folder, source, files: file, onSwitched });
    if (needsUpgrade(file.connection, modules))
      await keepBefore(
        backupsOf(asSource(file), () => undefined),
        watching,
      );
    const onMigrated = (from: number, to: number) => watching.events.note("schema", "The schema was brought up to date", { from, to });
    const engine = openEngine({ connection: file.connection, modules, indexNodes, now, capture: deps.capture, onMigrated });
    mark("schema");
    // One commit for both: a takeover waits for it.
    const { unclean, epoch } = engine.db.transaction(() => ({ ...markOpen(engine.db), epoch: nextEpoch(engine.db) }));
    await file.settle();
    const close = () => {
      if (!engine.broken) markClosed(engine.db);
      engine.checkpoint();
      file.close();
    };
    if (unclean) watching.events.note("start", "The last time ended without closing; the tables are checked");
    const host = createHost({
      engine,
      modules,
      now,
      later,
      epoch,
      watching,
      storage: "opfs",
      notice: file.wentBack ? WENT_BACK : notice,
      close,
      ...(deps.sync && { sync: deps.sync }),
      backups: (onSwitched) => backupsOf(engine, onSwitched),
      check: unclean ? { copyAside: file.copyAside } : null,
    });
    mark("host");
    return host;
  } catch (error) {
    file.close();
    throw error;
  }
}

const backupDeps = ({ now, watching, version, crypto }: OpenHostDeps) => ({
  ...crypto,
  now,
  precise: watching.precise,
  appVersion: version,
  events: watching.events,
  room: watching.room,
  carryOver: keepMode,
});

/** Before its schema is up to date. */
const asSource = ({ connection }: OpfsFile): BackupsDeps["source"] => ({
  db: connection,
  copyTo: (target) => connection.copyTo(target),
  copyFile: () => copyFileOf(connection),
});

/** The tabs wait for this one to open (TAB8), so it does not wait for others; it is read whole later. */
async function keepBefore(backups: Backups, { events }: Watching): Promise<void> {
  const work = { signal: { aborted: false }, progress: () => undefined, pause: async () => undefined };
  await backups.keep("migration", work);
  events.note("schema", "A copy was kept before the schema changes");
}

/** Only where the browser has no storage for us: under a banner that says that nothing is kept (failure 20). */
async function hostInMemory(deps: OpenHostDeps, notice: string): Promise<Host> {
  const { modules, indexNodes, now, later, watching } = deps;
  const engine = openEngine({ connection: await openMemory(), modules, indexNodes, now, capture: deps.capture });
  const folder = memoryBackupFolder(await deps.loadSqlite(), sequencesOf(modules), now);
  return createHost({
    engine,
    modules,
    now,
    later,
    epoch: nextEpoch(engine.db),
    watching,
    storage: "memory",
    notice,
    close: () => engine.close(),
    ...(deps.sync && { sync: deps.sync }),
    backups: (onSwitched) => new Backups({ ...backupDeps(deps), folder, source: engine, files: null, onSwitched }),
    check: null,
  });
}
