import { Refusal } from "../base/result.ts";
import type { SyncControl } from "../db/sync-control.ts";
import { type AccountDeps, asked, createSpaces, refreshSpaces, resume, signIn, signOut } from "./account.ts";
import { noteEvent } from "./events.ts";
import { Closed, exchange, type ExchangeDeps, type RoundResult } from "./exchange.ts";
import { IDLE, readMeta, writeMeta } from "./meta.ts";
import { offerTotal } from "./offer.ts";
import { OUTBOX_SQL } from "./outbox.ts";
import { replaySchema } from "./replay.ts";
import { hasSpaces, spaceRows } from "./spaces.ts";
import { WireFailure } from "./wire.ts";

const QUIET_MS = 2_000;
const AT_LATEST_MS = 300_000;
const FIRST_RETRY_MS = 1_000;

export interface ControlDeps extends Omit<ExchangeDeps, "isClosed" | "onProgress"> {
  readonly origin: string;
  readonly owner?: string | null;
  /** Runs `work` after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Hears that spaces have moved, while it is open. */
  readonly listen: (hear: (what: "head" | "spaces" | "end") => void) => () => void;
  /** Says that something speaks for trying now: a network, a look at the page. */
  readonly awake: (hear: () => void) => () => void;
  readonly onCommit: (hear: () => void) => () => void;
}

export interface SyncEngine extends SyncControl {
  close(): void;
}

/** When sync runs: on a change, after a failure, at the latest every five minutes (CL13). One round at a time. */
export function createSync(deps: ControlDeps): SyncEngine {
  const { db, now, write } = deps;
  const account: AccountDeps = { ...deps, write: (work) => write("remote", () => void work()) };
  const spaces = createSpaces(account);
  let closed = false;
  let running: Promise<RoundResult> | null = null;
  let failures = 0;
  let callOff = () => {};
  let armedFor = Infinity;
  let unlisten: (() => void) | null = null;

  const set = (activity: Partial<typeof IDLE>) => closed || write("remote", () => writeMeta(db, "activity", { ...IDLE, ...activity }));
  const isSignedIn = () => readMeta(db, "account")?.signed_in === true;
  const isAutomatic = () => !closed && isSignedIn() && readMeta(db, "mode") === "automatic";
  const arm = (ms: number) => {
    callOff();
    armedFor = now() + ms;
    callOff = deps.after(ms, () => {
      armedFor = Infinity;
      if (isAutomatic()) void run().catch(() => undefined);
    });
  };
  const listen = () => {
    if (isAutomatic() === (unlisten !== null)) return;
    unlisten?.();
    unlisten = isAutomatic() ? deps.listen(heard) : null;
  };
  const heard = (what: "head" | "spaces" | "end") => {
    if (what === "spaces")
      void refreshSpaces(account).then(
        () => isAutomatic() && arm(0),
        () => undefined,
      );
    else if (what === "head" && !running && isAutomatic() && armedFor > now() + 200) arm(200);
  };

  const run = (onProgress: (done: number, total: number) => void = () => undefined): Promise<RoundResult> =>
    (running ??= round(onProgress).finally(() => {
      running = null;
    }));
  const round = async (onProgress: (done: number, total: number) => void): Promise<RoundResult> => {
    callOff();
    const start = now();
    const total = spaceRows(db).some(({ phase }) => phase === "offer") ? offerTotal(db, deps.tables) : 0;
    set({ phase: "syncing", progress: total > 0 ? { done: 0, total } : null });
    write("remote", () => replaySchema(deps));
    try {
      const result = await exchange({
        ...deps,
        isClosed: () => closed,
        onProgress(sent) {
          const done = Math.min(total, sent * 100);
          onProgress(done, total);
          if (total > 0) set({ phase: "syncing", progress: { done, total } });
        },
      });
      succeeded(result, start);
      return result;
    } catch (error) {
      if (!(error instanceof Closed)) failed(error, start);
      throw error;
    }
  };
  const succeeded = (result: RoundResult, start: number) => {
    failures = 0;
    write("remote", () => {
      db.run(OUTBOX_SQL.calm);
      if (result.conflicts > 0) noteEvent(db, { at: now(), kind: "conflict", pulled: result.conflicts });
      noteEvent(db, { at: now(), kind: "succeeded", duration_ms: now() - start, pushed: result.pushed, pulled: result.pulled });
      writeMeta(db, "activity", IDLE);
    });
    if (isAutomatic()) arm(db.value(OUTBOX_SQL.any) === undefined ? AT_LATEST_MS : QUIET_MS);
  };
  const failed = (error: unknown, start: number) => {
    if (closed) return;
    const failure =
      error instanceof WireFailure ? { type: error.type, message: error.message } : { type: "internal", message: String(error) };
    const pauses = failure.type === "unauthorized" || failure.type === "upgrade_required";
    const wait = Math.max(
      deps.chance() * Math.min(AT_LATEST_MS, FIRST_RETRY_MS * 2 ** failures),
      1000 * (error instanceof WireFailure ? error.retryAfter : 0),
    );
    failures = Math.min(failures + 1, 20);
    const next = pauses || !isAutomatic() ? null : now() + wait;
    write("remote", () => {
      db.run(OUTBOX_SQL.failed, [JSON.stringify(failure), next]);
      noteEvent(db, { at: now(), kind: "failed", duration_ms: now() - start, message: failure.message });
      const known = readMeta(db, "account");
      if (failure.type === "unauthorized" && known) writeMeta(db, "account", { ...known, signed_in: false });
      writeMeta(db, "activity", { ...IDLE, phase: pauses ? "paused" : "waiting", next_at: next, error: failure });
    });
    if (next !== null) arm(wait);
    listen();
  };

  const stopListening = deps.onCommit(() => {
    if (closed || running || !hasSpaces(db)) return;
    listen();
    if (isAutomatic() && failures === 0 && db.value(OUTBOX_SQL.any) !== undefined) arm(QUIET_MS);
  });
  const stopWaking = deps.awake(() => {
    failures = 0;
    if (isAutomatic() && !running) arm(0);
  });
  if (hasSpaces(db)) {
    set(isSignedIn() ? {} : { phase: "paused" });
    listen();
    if (isAutomatic()) arm(0);
  }
  const signed = async <T>(work: () => Promise<T>): Promise<T> => {
    const user = await asked(work);
    failures = 0;
    set({});
    listen();
    if (isAutomatic()) arm(0);
    return user;
  };
  return {
    signUp: (name, password) => signed(() => signIn(account, "register", name, password)),
    signIn: (name, password) => signed(() => signIn(account, "login", name, password)),
    resume: (id) => signed(() => resume(account, id)),
    async signOut() {
      await asked(() => signOut(account));
      callOff();
      set({});
      listen();
    },
    async now(progress) {
      if (!hasSpaces(db)) throw new Refusal("SignedOut", "Sign in first. Nothing has left this device.");
      failures = 0;
      const { pushed, pulled } = await asked(() => run((done, total) => progress({ done, total } as never)));
      return { pushed, pulled };
    },
    createSpace: (id, name) => asked(() => spaces.create(id, name)),
    invite: (id, role) => asked(() => spaces.invite(id, role)),
    join: async (token) => {
      const joined = await asked(() => spaces.join(token));
      if (isAutomatic()) arm(0);
      return joined;
    },
    leave: (id) => asked(() => spaces.leave(id)),
    removeMember: (id, user) => asked(() => spaces.removeMember(id, user)),
    setRole: (id, user, role) => asked(() => spaces.setRole(id, user, role)),
    members: (id) => asked(() => spaces.members(id)),
    close() {
      closed = true;
      callOff();
      stopListening();
      stopWaking();
      unlisten?.();
    },
  };
}
