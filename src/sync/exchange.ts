import type { RandomBytes } from "../base/ids.ts";
import type { Clock } from "../base/time.ts";
import type { Database, Sync } from "../db/sqlite.ts";
import { LIMITS, PROTOCOL } from "../protocol/limits.ts";
import type { PullAnswer, SpacePage } from "../protocol/pull.ts";
import type { PushAnswer } from "../protocol/push.ts";
import { applyPage } from "./apply.ts";
import { mergeable, settleConflict } from "./conflicts.ts";
import { clientOf, correctClock } from "./meta.ts";
import { offerNext } from "./offer.ts";
import { acknowledge, bury, lastAcknowledged, nextBatch, type OutboxRow, renew, restamp, toWire } from "./outbox.ts";
import { goOn, offerAgain, startReading } from "./reoffer.ts";
import { setPhase, type SpaceRow, spaceRow, spaceRows, SPACES_SQL } from "./spaces.ts";
import type { SyncTables } from "./tables.ts";
import { ask, type Wire, WireFailure } from "./wire.ts";

export interface ExchangeDeps {
  readonly db: Database;
  readonly tables: SyncTables;
  readonly wire: Wire;
  readonly now: Clock;
  readonly random: RandomBytes;
  /** The version of this app's schema. */
  readonly schema: number;
  /** One transaction through the change door; what comes from the server is not captured. */
  readonly write: <T>(origin: "local" | "remote", work: () => Sync<T>) => T;
  /** Names, tags and links of nodes follow their rows. */
  readonly settle: (nodes: ReadonlySet<string>) => void;
  readonly isClosed: () => boolean;
  readonly onProgress: (sent: number) => void;
}

export interface RoundResult {
  pushed: number;
  pulled: number;
  conflicts: number;
  /** A space is read anew for a wrong digest at most once a round. */
  readAnew: boolean;
}

export const EXCHANGE_SQL = {
  merged: (table: string, key: string, column: string) => `UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`,
} as const;

/** The worker gives the database back: nothing more is done. */
export class Closed extends Error {}

/** How often one space may begin anew in one round, before it counts as a failure. */
const TRIES = 8;
const LOST = new Set(["epoch_changed", "rewound", "gap"]);

/** One round: every space's outbox goes out, what is new comes in. Throws `WireFailure`; what was done until then is kept. */
export async function exchange(deps: ExchangeDeps): Promise<RoundResult> {
  const result: RoundResult = { pushed: 0, pulled: 0, conflicts: 0, readAnew: false };
  const done = new Set<string>();
  // One that was joined meanwhile is in the round, too.
  for (let next; (next = spaceRows(deps.db).find((space) => !done.has(space.space_id)));) {
    const { space_id } = next;
    done.add(space_id);
    for (let tries = 0; ; tries++) {
      try {
        await exchangeSpace(deps, space_id, result);
        break;
      } catch (error) {
        if (deps.isClosed()) throw new Closed();
        if (!(error instanceof WireFailure) || tries === TRIES || !recover(deps, space_id, error)) throw error;
        if (error.type === "gone") break;
      }
    }
  }
  return result;
}

/** What can be put right here and tried again at once. */
function recover({ db, write, random, now }: ExchangeDeps, spaceId: string, { type, error }: WireFailure): boolean {
  if (LOST.has(type))
    write("remote", () => {
      startReading(db, spaceId);
      renew(db, random);
    });
  else if (type === "too_old") write("remote", () => startReading(db, spaceId));
  else if (type === "gone") write("remote", () => setPhase(db, spaceId, "gone"));
  else if (type === "client_forked")
    write("remote", () => {
      // Who has not read to the end yet is not told what the server lost: it may no longer have what it has acknowledged, offers included.
      if (spaceRow(db, spaceId)!.seen === 0) startReading(db, spaceId);
      renew(db, random);
    });
  else if (type === "hlc_future" && error?.now !== undefined)
    write("remote", () => {
      correctClock(db, error.now!, now());
      restamp(db, now());
    });
  else return false;
  return true;
}

async function exchangeSpace(deps: ExchangeDeps, spaceId: string, result: RoundResult): Promise<void> {
  const { db, tables, write, random, now } = deps;
  const space = () => spaceRow(db, spaceId)!;
  while (space().phase === "reread") {
    const last = await pull(deps, spaceId, result);
    write("remote", () => offerAgain(db, tables, spaceId, last.last_mid, { now: now(), random }));
  }
  if (space().phase === "reoffer") {
    result.pushed += await push(deps, space());
    await pull(deps, spaceId, result);
    write("remote", () => goOn(db, spaceId));
  }
  do {
    if (space().phase === "offer") {
      while (write("remote", () => offerNext(db, tables, space(), { now: now(), random })) > 0) result.pushed += await push(deps, space());
      write("remote", () => setPhase(db, spaceId, "ready"));
    }
    result.pushed += await push(deps, space());
    await pull(deps, spaceId, result);
  } while (merge(deps) || space().phase === "offer");
  write("remote", () => void db.run(SPACES_SQL.synced, [now(), spaceId]));
}

/** Sends until nothing is left; answers how many operations the server has taken. */
async function push(deps: ExchangeDeps, space: SpaceRow): Promise<number> {
  const { db, write, schema } = deps;
  let sent = 0;
  for (;;) {
    const all = nextBatch(db, space.space_id);
    const batch = space.phase === "reoffer" ? all.filter(({ kind }) => kind === "state" || kind === "conflict") : all;
    if (batch.length === 0) return sent;
    const request = { v: PROTOCOL, sv: schema, client: clientOf(db), tok: space.tok, ops: batch.map((row) => toWire(row, space.lost)) };
    const answer = await ask<PushAnswer>(deps.wire, "POST", `/spaces/${space.remote_id}/push`, request);
    if (deps.isClosed()) throw new Closed();
    sent += write("remote", () => takeAnswer(db, batch, answer));
    deps.onProgress(sent);
    if (answer.stop) throw new WireFailure(answer.stop.error);
  }
}

/** In one transaction: what was taken, what was refused. Harmless when it comes twice. */
export function takeAnswer(db: Database, batch: readonly OutboxRow[], { results }: PushAnswer): number {
  const byM = new Map(batch.map((row) => [row.m, row]));
  let taken = 0;
  for (const one of results) {
    const row = byM.get(one.m);
    if (!row) continue;
    if (one.status === "rejected") bury(db, row, one.error);
    else {
      acknowledge(db, row);
      taken++;
    }
  }
  const last = byM.get(results.at(-1)?.m ?? 0);
  if (last) db.run(SPACES_SQL.answered, [JSON.stringify({ m: last.m, op: last.op }), last.space_id]);
  return taken;
}

/** A server that knows less of this device than it has acknowledged has lost something, even where no token tells (CL11). */
const LESS = { type: "rewound", message: "The server has lost changes of this device. They are offered again." } as const;

/** Page by page to the end; answers the last one. */
async function pull(deps: ExchangeDeps, spaceId: string, result: RoundResult): Promise<SpacePage> {
  const { db, tables, write, schema, now } = deps;
  for (;;) {
    const space = spaceRow(db, spaceId)!;
    const last = space.last_json === null ? {} : { last: JSON.parse(space.last_json) as object };
    const asked = { id: space.remote_id, tok: space.tok, ...(space.rev !== null && { rev: space.rev }), ...last };
    const request = { v: PROTOCOL, sv: schema, client: clientOf(db), spaces: [asked], limit: LIMITS.recordsPerPage };
    const answer = await ask<PullAnswer>(deps.wire, "POST", "/pull", request);
    if (deps.isClosed()) throw new Closed();
    const page = answer.spaces[0]!;
    if ("error" in page) throw new WireFailure(page.error);
    if (space.phase !== "reread" && page.last_mid < lastAcknowledged(db, space)) throw new WireFailure(LESS);
    const applied = write("remote", () => {
      const done = applyPage(db, tables, space, page, { now: now(), heard: answer.now });
      deps.settle(done.nodes);
      return done;
    });
    result.pulled += page.records.length;
    result.conflicts += applied.conflicts;
    if (page.more) continue;
    // Something is not as the server has it: read everything once more.
    if (applied.differs && space.phase === "ready" && !result.readAnew) {
      result.readAnew = true;
      throw new WireFailure({ type: "too_old", message: "The space is read anew." });
    }
    return page;
  }
}

/** What this device lost and what merges without a question becomes an ordinary write (CL7). Answers whether there was any. */
function merge({ db, tables, write, now, random }: ExchangeDeps): boolean {
  if (mergeable(db, tables).length === 0) return false;
  write("local", () => {
    for (const { conflict, value } of mergeable(db, tables)) {
      const table = tables.get(conflict.tbl)!;
      settleConflict(db, conflict, undefined, now(), { now: now(), random });
      db.run(EXCHANGE_SQL.merged(table.name, table.key, conflict.col), [value, conflict.id]);
    }
  });
  return true;
}
