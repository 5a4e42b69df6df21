import { Refusal } from "../base/result.ts";
import type { SyncControl } from "../db/sync-control.ts";
import type { SpaceHead } from "../protocol/events.ts";
import { type AccountDeps, asked, createSpaces, refreshSpaces, resume, signIn, signOut } from "./account.ts";
import { createAlarm } from "./alarm.ts";
import { createEars, SIGNAL_MS } from "./ears.ts";
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
  /** Hears where spaces are, that the list of them changed, or that nothing more will be heard, while it is open. */
  readonly listen: (hear: (what: "head" | "spaces" | "end", head?: SpaceHead) => void) => () => void;
  /** Says that something speaks for trying now: a network, a look at the page. */
  readonly awake: (hear: () => void) => () => void;
  /** `enqueued`: something is there to be sent. */
  readonly onCommit: (hear: (enqueued: boolean) => void) => () => void;
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
  let lastRound = now();
  let failures = 0;
  /** Only a newer app can go on; it begins anew. */
  let isOutdated = false;
  let signIns = 0;

  const set = (activity: Partial<typeof IDLE>) => closed || write("remote", () => writeMeta(db, "activity", { ...IDLE, ...activity }));
  const isSignedIn = () => readMeta(db, "account")?.signed_in === true;
  const isAutomatic = () => !closed && isSignedIn() && readMeta(db, "mode") === "automatic";
  const hasUnsent = () => db.value(OUTBOX_SQL.any) !== undefined;
  const alarm = createAlarm(now, deps.after, () => {
    if (isAutomatic()) void run().catch(() => undefined);
  });
  const ears = createEars(deps, {
    alarm,
    wanted: isAutomatic,
    isBusy: () => running !== null,
    isRetrying: () => failures > 0,
    onSpaces: () => refreshSpaces(account),
  });

  /** Whatever happened, sync listens if it is to, and while something waits a timer is set. */
  const follow = () => {
    if (closed) return;
    ears.follow();
    if (!isAutomatic()) alarm.off();
    else if (!running && !alarm.isSet && !isOutdated) alarm.set(QUIET_MS);
  };
  const tryNow = () => {
    failures = 0;
    isOutdated = false;
    if (isAutomatic() && !running) alarm.set(0);
  };
  const run = (onProgress: (done: number, total: number) => void = () => undefined): Promise<RoundResult> =>
    (running ??= Promise.resolve()
      .then(() => round(onProgress))
      .finally(() => {
        running = null;
        lastRound = now();
        follow();
      }));
  const round = async (onProgress: (done: number, total: number) => void): Promise<RoundResult> => {
    const from = { start: now(), signIns };
    try {
      alarm.off();
      ears.begin();
      const result = await exchangeAll(onProgress);
      succeeded(result, from.start);
      return result;
    } catch (error) {
      if (!(error instanceof Closed)) failed(error, from);
      throw error;
    }
  };
  const exchangeAll = (onProgress: (done: number, total: number) => void) => {
    const total = spaceRows(db).some(({ phase }) => phase === "offer") ? offerTotal(db, deps.tables) : 0;
    set({ phase: "syncing", progress: total > 0 ? { done: 0, total } : null });
    write("remote", () => replaySchema(deps));
    return exchange({
      ...deps,
      isClosed: () => closed,
      onProgress(sent) {
        const done = Math.min(total, sent * 100);
        onProgress(done, total);
        if (total > 0) set({ phase: "syncing", progress: { done, total } });
      },
    });
  };
  const succeeded = (result: RoundResult, start: number) => {
    failures = 0;
    isOutdated = false;
    write("remote", () => {
      db.run(OUTBOX_SQL.calm);
      if (result.conflicts > 0) noteEvent(db, { at: now(), kind: "conflict", pulled: result.conflicts });
      noteEvent(db, { at: now(), kind: "succeeded", duration_ms: now() - start, pushed: result.pushed, pulled: result.pulled });
      writeMeta(db, "activity", IDLE);
    });
    if (!isAutomatic()) return;
    if (ears.isBehind()) alarm.set(SIGNAL_MS);
    else alarm.set(hasUnsent() ? QUIET_MS : AT_LATEST_MS);
  };
  const failed = (error: unknown, from: { start: number; signIns: number }) => {
    if (closed) return;
    const failure =
      error instanceof WireFailure ? { type: error.type, message: error.message } : { type: "internal", message: String(error) };
    // The session that had ended may be another than the one that has begun since.
    const isOver = failure.type === "unauthorized" && from.signIns === signIns;
    isOutdated = failure.type === "upgrade_required";
    const pauses = isOver || isOutdated;
    const wait = Math.max(
      deps.chance() * Math.min(AT_LATEST_MS, FIRST_RETRY_MS * 2 ** failures),
      1000 * (error instanceof WireFailure ? error.retryAfter : 0),
    );
    failures = Math.min(failures + 1, 20);
    const next = pauses || !isAutomatic() ? null : now() + wait;
    // First of all: if this cannot be written down, it is tried again all the same.
    if (next !== null) alarm.set(wait);
    write("remote", () => {
      db.run(OUTBOX_SQL.failed, [JSON.stringify(failure), next]);
      noteEvent(db, { at: now(), kind: "failed", duration_ms: now() - from.start, message: failure.message });
      const known = readMeta(db, "account");
      if (isOver && known) writeMeta(db, "account", { ...known, signed_in: false });
      writeMeta(db, "activity", { ...IDLE, phase: pauses ? "paused" : "waiting", next_at: next, error: failure });
    });
  };

  const stopListening = deps.onCommit((enqueued) => {
    if (closed || running || !hasSpaces(db)) return;
    if (enqueued && isAutomatic() && failures === 0 && hasUnsent())
      alarm.set(Math.max(0, Math.min(QUIET_MS, lastRound + AT_LATEST_MS - now())));
    follow();
  });
  const stopWaking = deps.awake(tryNow);
  if (hasSpaces(db)) {
    set(isSignedIn() ? {} : { phase: "paused" });
    tryNow();
    follow();
  }
  const signed = async <T>(work: () => Promise<T>): Promise<T> => {
    const user = await asked(work);
    signIns++;
    set({});
    tryNow();
    follow();
    return user;
  };
  return {
    signUp: (name, password) => signed(() => signIn(account, "register", name, password)),
    signIn: (name, password) => signed(() => signIn(account, "login", name, password)),
    resume: (id) => signed(() => resume(account, id)),
    async signOut() {
      await asked(() => signOut(account));
      set({});
      follow();
    },
    async now(progress) {
      if (!hasSpaces(db)) throw new Refusal("SignedOut", "Sign in first. Nothing has left this device.");
      failures = 0;
      isOutdated = false;
      // The round that is under way may have passed what is asked for; whether it fails does not matter then.
      await running?.catch(() => undefined);
      const { pushed, pulled } = await asked(() => run((done, total) => progress({ done, total } as never)));
      return { pushed, pulled };
    },
    createSpace: (id, name) => asked(() => spaces.create(id, name)),
    invite: (id, role) => asked(() => spaces.invite(id, role)),
    join: async (token) => {
      const joined = await asked(() => spaces.join(token));
      tryNow();
      return joined;
    },
    leave: (id) => asked(() => spaces.leave(id)),
    removeMember: (id, user) => asked(() => spaces.removeMember(id, user)),
    setRole: (id, user, role) => asked(() => spaces.setRole(id, user, role)),
    members: (id) => asked(() => spaces.members(id)),
    close() {
      closed = true;
      alarm.off();
      stopListening();
      stopWaking();
      ears.close();
    },
  };
}
