import * as Comlink from "comlink";
import type { WorkerApi } from "../rpc/api.ts";
import { dataModules } from "../content/index.data.ts";
import { accountFor } from "../base/workspace-name.ts";
import { AWAKE } from "../base/awake.ts";
import type { RandomBytes } from "../base/ids.ts";
import { createCapture } from "../sync/capture.ts";
import type { Subtle } from "../db/backup/subtle.ts";
import { createEventLog, memoryEvents } from "../db/diagnostics/event-log.ts";
import { backupPoolName } from "../db/drivers/backup-folder.ts";
import { loadSqlite } from "../db/drivers/memory.ts";
import { schemaVersion, sequencesOf } from "../db/migrate.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { createBackupWorker, readName } from "./backup-worker.ts";
import { describeError } from "./describe-error.ts";
import { indexedDbEvents } from "./event-store.ts";
import { indexedDbJournal, memoryJournal } from "./journal.ts";
import { inProcessLocks, webLocks } from "./locks.ts";
import { hireBackupWorker } from "./hire-backup-worker.ts";
import { createLife } from "./life.ts";
import { mark } from "./marks.ts";
import { noteStatus } from "./note-status.ts";
import { openHost, type OpenHostDeps, rehearse } from "./open-host.ts";
import { opfsPointer } from "./pointer-store.ts";
import { opfsReserve } from "./reserve.ts";
import { indexedDbSealedPushes } from "./sealed-pushes.ts";
import { fetchWire, listenToServer, wireSync } from "./sync-wiring.ts";
import { createTab } from "./tab.ts";
import { createLater, realTimers } from "./timers.ts";
import { broadcastTransport } from "./transport.ts";

declare const __ATELIER_VERSION__: string;
declare const self: DedicatedWorkerGlobalScope;

const random: RandomBytes = (bytes) => crypto.getRandomValues(bytes);

/** Composition root of the tab's worker, and of the one that writes backups for it and reads them whole (BR3). */
const { workspace: NAME, isForBackups } = readName(self.name);
mark("script");
const later = createLater();
const sequences = sequencesOf(dataModules);

if (isForBackups) startBackups();
else startTab();

function startBackups(): void {
  const wait = (ms: number) => new Promise<void>((resolve) => later(resolve, ms));
  const pool = async () => ({ sqlite3: await loadSqlite(), name: backupPoolName(NAME), wait, now: Date.now });
  Comlink.expose(createBackupWorker(pool, sequences));
}

/** Exposed synchronously: a message that arrives earlier would be lost. */
function startTab(): void {
  // Needed whichever way it goes: at once by the tab that leads, at a takeover by one that follows. No file is opened.
  loadSqlite().catch(() => undefined);
  (navigator.storage as StorageManager | undefined)?.getDirectory?.().catch(() => undefined);

  const indexed = self.indexedDB as IDBFactory | undefined;
  const events = createEventLog(indexed ? indexedDbEvents(indexed, `${NAME}-events`) : memoryEvents(), Date.now, later);
  events.note("start", "A tab was opened", { version: __ATELIER_VERSION__ });
  self.addEventListener("error", (event) => events.note("error", "An error that nobody caught", describeError(event.error)));
  self.addEventListener("unhandledrejection", (event) => events.note("error", "A failure that nobody heard", describeError(event.reason)));

  /** Sync tries at once when there is a network again, and when somebody looks at the page again (CL13). */
  const wakers = new Set<() => void>();
  const wake = () => wakers.forEach((hear) => hear());
  self.addEventListener("online", wake);
  // Not every browser tells a worker that there is a network again; and it may be the page of another tab that is looked at.
  new BroadcastChannel(AWAKE).onmessage = wake;

  const host: OpenHostDeps = {
    name: NAME,
    version: __ATELIER_VERSION__,
    modules: dataModules,
    indexNodes,
    loadSqlite,
    now: Date.now,
    later,
    watching: { events, precise: () => performance.now(), room },
    pointer: opfsPointer(NAME),
    reserve: opfsReserve(NAME, room),
    crypto: { subtle: crypto.subtle as unknown as Subtle, random },
    capture: createCapture({ now: Date.now, random }),
    sync: wireSync({
      modules: dataModules,
      now: Date.now,
      random,
      chance: Math.random,
      after: realTimers.after,
      wire: fetchWire,
      listen: listenToServer,
      sealed: indexedDbSealedPushes(indexedDB),
      awake(hear) {
        wakers.add(hear);
        return () => wakers.delete(hear);
      },
      origin: self.location.origin,
      owner: accountFor(NAME),
    }),
    hire: "Worker" in self ? () => hireBackupWorker(self.location.href, NAME) : null,
  };

  // Without Web Locks (an insecure address) there is no OPFS either: this tab is alone with what it holds in memory.
  const locks = (navigator.locks as LockManager | undefined) ? webLocks(navigator.locks) : null;
  const client = crypto.randomUUID();
  const tab = createTab({
    name: NAME,
    client,
    version: __ATELIER_VERSION__,
    code: schemaVersion(sequences),
    locks: locks ?? inProcessLocks(),
    transport: broadcastTransport(`${NAME}:`),
    journal: indexed ? indexedDbJournal(indexed, `${NAME}-journal`) : memoryJournal(),
    timers: realTimers,
    openHost: () => openHost(host),
    rehearse: () =>
      void rehearse(host).catch((error: unknown) =>
        console.error("The rehearsal of a takeover failed; the takeover itself is only slower.", error),
      ),
  });
  noteStatus(tab, events);
  const life = locks && createLife(locks, `worker-${client}`, (message) => self.postMessage(message));
  life?.begin();

  Comlink.expose({
    ...tab,
    async suspend(release) {
      await tab.suspend(release);
      if (release) life?.end();
    },
    resume() {
      life?.begin();
      wake();
      return tab.resume();
    },
  } satisfies WorkerApi);
}

async function room(): Promise<number | undefined> {
  const { quota, usage } = (await (navigator.storage as StorageManager | undefined)?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}
