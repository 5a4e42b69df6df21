import { encodeHlc, decodeHlc, type Hlc, observe, tick } from "../base/hlc.ts";
import type { RandomBytes } from "../base/ids.ts";
import type { Database } from "../db/sqlite.ts";

export const META_SQL = {
  read: "SELECT value_json FROM sync_meta WHERE key = ?",
  write: "INSERT INTO sync_meta (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json",
  silence: "INSERT INTO sync_meta (key, value_json) VALUES ('silence', 'true') ON CONFLICT DO NOTHING",
  endSilence: "DELETE FROM sync_meta WHERE key = 'silence'",
} as const;

export type Mode = "off" | "manual" | "automatic";
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Whether there is a session, as far as is known. */
  readonly signed_in: boolean;
}
/** What sync does now; everything else of the status is counted. */
export interface Activity {
  readonly phase: "idle" | "syncing" | "waiting" | "paused";
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly next_at: number | null;
  readonly error: { readonly type: string; readonly message: string } | null;
}
export const IDLE: Activity = { phase: "idle", progress: null, next_at: null, error: null };

interface Values {
  /** Ids that this device had and has, the present one last: a cloned one is given up. */
  clients: readonly string[];
  clock: string;
  /** How far the server's clock is ahead of this device's. */
  offset: number;
  account: Account;
  mode: Mode;
  activity: Activity;
  /** The version of the schema that met the cells that wait. */
  schema: number;
}

export function readMeta<K extends keyof Values>(db: Database, key: K): Values[K] | undefined {
  const json = db.value<string>(META_SQL.read, [key]);
  return json === undefined ? undefined : (JSON.parse(json) as Values[K]);
}

export const writeMeta = <K extends keyof Values>(db: Database, key: K, value: Values[K]): void =>
  void db.run(META_SQL.write, [key, JSON.stringify(value)]);

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const randomHex = (random: RandomBytes, bytes: number): string => hex(random(new Uint8Array(bytes)));

export const clientOf = (db: Database): string => readMeta(db, "clients")!.at(-1)!;

/** A new id for this device: at the first sign-in, and when two devices have the same one or may have it (CL9). */
export function takeClientId(db: Database, random: RandomBytes): string {
  const client = randomHex(random, 8);
  const clock = readMeta(db, "clock");
  writeMeta(db, "clients", [...(readMeta(db, "clients") ?? []), client]);
  writeMeta(db, "clock", encodeHlc({ ...(clock ? decodeHlc(clock) : { ms: 0, counter: 0 }), client }));
  return client;
}

/** The clock of the next change, kept. `now`: of this device. */
export function nextClock(db: Database, now: number): string {
  const clock = encodeHlc(tick(lastClock(db), now + (readMeta(db, "offset") ?? 0)));
  writeMeta(db, "clock", clock);
  return clock;
}

const lastClock = (db: Database): Hlc => ({ ...decodeHlc(readMeta(db, "clock")!), client: clientOf(db) });

/** What is stamped next is later than `own`. */
export function passClock(db: Database, own: string): void {
  if (own.slice(0, 16) > readMeta(db, "clock")!.slice(0, 16)) writeMeta(db, "clock", own);
}

export function sawClock(db: Database, seen: string, now: number): void {
  const last = lastClock(db);
  const next = observe(last, seen, now + (readMeta(db, "offset") ?? 0));
  if (next !== last) writeMeta(db, "clock", encodeHlc(next));
}

/** The device's clock was wrong: from here on it goes by the server's, even if that is earlier (CL8). */
export function correctClock(db: Database, serverNow: number, now: number): void {
  writeMeta(db, "offset", serverNow - now);
  writeMeta(db, "clock", encodeHlc({ ms: serverNow, counter: 0, client: clientOf(db) }));
}

/** What this transaction changes is no edit of the person: it is not captured. */
export const keepSilent = (db: Database): void => void db.run(META_SQL.silence);
export const takeSilence = (db: Database): boolean => db.run(META_SQL.endSilence) > 0;
