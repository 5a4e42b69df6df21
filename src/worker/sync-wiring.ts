import { ACCOUNT_HEADER, ACCOUNT_PARAMETER } from "../base/account.ts";
import type { RandomBytes } from "../base/ids.ts";
import type { Clock } from "../base/time.ts";
import type { Engine } from "../db/engine.ts";
import { sequencesOf, schemaVersion } from "../db/migrate.ts";
import type { DataModule } from "../db/module.ts";
import type { Sync } from "../db/sqlite.ts";
import { EVENTS, type SpaceHead } from "../protocol/events.ts";
import { createSync, type ControlDeps, type SyncEngine } from "../sync/control.ts";
import { readMeta } from "../sync/meta.ts";
import { syncTables } from "../sync/tables.ts";
import type { Wire } from "../sync/wire.ts";
import { mirrorPushes } from "./mirror-pushes.ts";
import { packBody } from "./pack-body.ts";
import type { SealedPushes } from "./sealed-pushes.ts";

/** What sync needs of the host that it runs in. */
export interface SyncHooks {
  readonly engine: Engine;
  readonly writing: <T>(work: () => T) => T;
  /** Names, tags and links of nodes that came. */
  readonly settle: (nodes: ReadonlySet<string>) => void;
}

/** What it needs of the world. */
export interface SyncWorld extends Pick<ControlDeps, "after" | "chance" | "awake" | "origin" | "owner"> {
  /** To the server, with the session of the account that is known when it is asked, or not at all (SU14). */
  readonly wire: (account: () => string | undefined) => Wire;
  readonly listen: (account: () => string | undefined) => ControlDeps["listen"];
  readonly now: Clock;
  readonly random: RandomBytes;
  readonly modules: readonly DataModule[];
  /** What the service worker finds when no tab is open. */
  readonly sealed: SealedPushes;
}

/** Rows that come or go; what is noted about one that is there is no news. */
const OUTBOX: ReadonlyMap<string, ReadonlySet<string>> = new Map([["sync_outbox", new Set<string>()]]);

/** Sync of one workspace, in the leader's worker. */
export const wireSync =
  ({ modules, sealed, ...world }: SyncWorld) =>
  ({ engine, writing, settle }: SyncHooks): SyncEngine => {
    const account = () => readMeta(engine.db, "account")?.id;
    const deps = {
      ...world,
      wire: world.wire(account),
      listen: world.listen(account),
      db: engine.db,
      tables: syncTables(engine.db, engine.tracked),
      schema: schemaVersion(sequencesOf(modules)),
      write: <T>(origin: "local" | "remote", work: () => Sync<T>) =>
        writing(() => engine.write({ mutationId: "sync", origin, at: world.now() }, work)),
      settle,
      onCommit: (hear: (enqueued: boolean) => void) => engine.onCommit((writes) => hear(writes.concerns(OUTBOX))),
    };
    const sync = createSync(deps);
    const stop = mirrorPushes({ ...deps, sealed, write: (work) => deps.write("remote", () => void work()) });
    return {
      ...sync,
      close() {
        stop();
        sync.close();
      },
    };
  };

const TIMEOUT_MS = 30_000;

/** These begin a session, whoever had one before, or ask whose it is. */
const ANYBODY = new Set(["/auth/login", "/auth/register", "/auth/me"]);

/** The server of this origin, with the session's cookie. */
export const fetchWire: SyncWorld["wire"] = (account) => async (method, path, body) => {
  const meant = ANYBODY.has(path) ? undefined : account();
  const sent = body === undefined ? { headers: {} } : await packBody(JSON.stringify(body));
  const answer = await fetch(`/v1${path}`, {
    method,
    ...sent,
    headers: { ...sent.headers, ...(meant !== undefined && { [ACCOUNT_HEADER]: meant }) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const wait = Number(answer.headers.get("Retry-After") ?? Number.NaN);
  const json: unknown = await answer.json().catch(() => null);
  return { status: answer.status, body: json, retryAfter: Number.isFinite(wait) ? wait : null };
};

/** Says that a space has moved, as long as the server keeps the stream; the rounds of five minutes are there without it. */
export const listenToServer: SyncWorld["listen"] = (account) => (hear) => {
  const meant = account();
  const source = new EventSource(meant === undefined ? "/v1/events" : `/v1/events?${ACCOUNT_PARAMETER}=${encodeURIComponent(meant)}`);
  const end = () => {
    source.close();
    hear("end");
  };
  source.addEventListener(EVENTS.head, (event: MessageEvent<string>) => hear("head", JSON.parse(event.data) as SpaceHead));
  source.addEventListener(EVENTS.spaces, () => hear("spaces"));
  source.addEventListener(EVENTS.end, end);
  // A stream that breaks is opened again by the browser, one that is refused never is.
  source.addEventListener("error", () => source.readyState === EventSource.CLOSED && end());
  return () => source.close();
};
