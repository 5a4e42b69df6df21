import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { type Outcome, Refusal, ok } from "../base/result.ts";
import type { Clock } from "../base/time.ts";
import { openMemory } from "../db/drivers/memory.ts";
import { openSahpool, type OpfsFile } from "../db/drivers/sahpool.ts";
import { unwatched, type Watching } from "../db/diagnostics/diagnostics.ts";
import type { IndexNodes } from "../db/engine.ts";
import { markClosed, markOpen } from "../db/health.ts";
import type { DataModule } from "../db/module.ts";
import { openEngine } from "../db/open.ts";
import type { Host } from "./host-line.ts";
import { createHost, nextEpoch } from "./host.ts";
import { mark } from "./marks.ts";

export interface OpenHostDeps {
  /** Name of the workspace, e.g. `atelier`. */
  readonly name: string;
  readonly modules: readonly DataModule[];
  readonly indexNodes: IndexNodes;
  readonly loadSqlite: () => Promise<Sqlite3Static>;
  readonly now: Clock;
  readonly later: (work: () => void, ms: number) => void;
  readonly watching: Watching;
}

/** Opens the workspace of this device; the caller holds the database lock. Every expected failure is data. */
export async function openHost(deps: OpenHostDeps): Promise<Outcome<Host>> {
  const { name, now, later, loadSqlite } = deps;
  const wait = (ms: number) => new Promise<void>((resolve) => later(resolve, ms));
  try {
    const sqlite3 = await loadSqlite();
    mark("sqlite");
    const file = await openSahpool({ sqlite3, name, wait, now });
    mark("files");
    return ok(hostOnFile(deps, file));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.failure.type !== "Unavailable") return { ok: false, error: error.failure };
    return ok(await hostInMemory(deps, error.failure.message));
  }
}

/**
 * Everything a takeover does, once, on an empty database in memory: SQLite's functions are compiled at their first call,
 * and the followers of a leader that is gone would wait for that.
 */
export async function rehearse(deps: OpenHostDeps): Promise<void> {
  const host = await hostInMemory({ ...deps, watching: unwatched(deps.now) }, "");
  host.query("node.list", {});
  host.close();
  mark("rehearsed");
}

function hostOnFile({ modules, indexNodes, now, later, watching }: OpenHostDeps, file: OpfsFile): Host {
  try {
    const backup = (bytes: Uint8Array<ArrayBuffer>, from: number, at: number) => {
      file.keep(`backup-${from}-${at}.sqlite`, bytes);
      watching.events.note("schema", "A copy was kept before the schema changes", { from, bytes: bytes.length });
    };
    const onMigrated = (from: number, to: number) => watching.events.note("schema", "The schema was brought up to date", { from, to });
    const engine = openEngine({ connection: file.connection, modules, indexNodes, now, backup, onMigrated });
    mark("schema");
    // One commit for both: a takeover waits for it.
    const { unclean, epoch } = engine.db.transaction(() => ({ ...markOpen(engine.db), epoch: nextEpoch(engine.db) }));
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
      close,
      check: unclean ? { copyAside: file.copyAside } : null,
    });
    mark("host");
    return host;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Only where the browser has no storage for us: under a banner that says that nothing is kept (failure 20). */
async function hostInMemory({ modules, indexNodes, now, later, watching }: OpenHostDeps, notice: string): Promise<Host> {
  const engine = openEngine({ connection: await openMemory(), modules, indexNodes, now });
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
    check: null,
  });
}
