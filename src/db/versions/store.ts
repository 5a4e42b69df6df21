import type { Database } from "../sqlite.ts";
import { applyDelta, deflateText, encodeDelta, inflateText } from "./delta.ts";
import { strFromU8, strToU8 } from "fflate";

export type Reason = "edit" | "named" | "restore" | "remote";

export interface NewVersion {
  readonly nodeId: string;
  /** When the state was reached, and when it is put here; milliseconds UTC. */
  readonly at: number;
  readonly keptAt: number;
  readonly reason: Reason;
  readonly label: string | null;
  readonly text: string;
}

interface Stored {
  seq: number;
  form: "plain" | "deflate" | "delta";
  body: Uint8Array;
}

/** After so many deltas one version is kept whole. */
const LONGEST_RUN = 31;

export const STORE_SQL = {
  insert: "INSERT INTO versions (node_id, at, kept_at, reason, label, size, form, body) VALUES (?, ?, ?, ?, ?, ?, 'plain', ?)",
  newest: "SELECT seq, form, body FROM versions WHERE node_id = ? ORDER BY seq DESC LIMIT 1",
  run: `SELECT count(*) FROM versions WHERE node_id = ?1 AND seq < ?2
    AND seq > coalesce((SELECT max(seq) FROM versions WHERE node_id = ?1 AND seq < ?2 AND form <> 'delta'), 0)`,
  pack: "UPDATE versions SET form = ?, body = ? WHERE seq = ?",
  place: "SELECT node_id FROM versions WHERE seq = ?",
  /** From the nearest whole one down to the wanted one. */
  chain: `SELECT seq, form, body FROM versions WHERE node_id = ?1 AND seq >= ?2
    AND seq <= (SELECT min(seq) FROM versions WHERE node_id = ?1 AND seq >= ?2 AND form <> 'delta') ORDER BY seq DESC`,
  all: "SELECT seq, form, body FROM versions WHERE node_id = ? ORDER BY seq DESC",
  remove: "DELETE FROM versions WHERE seq IN (SELECT value FROM json_each(?))",
};

/** Puts a version on top; the one that was newest becomes what makes it from this one. Answers its number. */
export function addVersion(db: Database, version: NewVersion): number {
  const { nodeId, at, keptAt, reason, label, text } = version;
  const last = db.row<Stored>(STORE_SQL.newest, [nodeId]);
  db.run(STORE_SQL.insert, [nodeId, at, keptAt, reason, label, text.length, strToU8(text)]);
  const seq = db.row<Stored>(STORE_SQL.newest, [nodeId])!.seq;
  if (last) {
    const lastText = whole(last);
    const isRunFull = db.value<number>(STORE_SQL.run, [nodeId, last.seq])! >= LONGEST_RUN;
    pack(db, last.seq, lastText, isRunFull ? null : text);
  }
  return seq;
}

/** The text of a version, or null if there is none of that number. */
export function readVersion(db: Database, seq: number): string | null {
  const nodeId = db.value<string>(STORE_SQL.place, [seq]);
  if (nodeId === undefined) return null;
  let text = "";
  for (const stored of db.rows<Stored>(STORE_SQL.chain, [nodeId, seq])) text = next(text, stored);
  return text;
}

export function newestText(db: Database, nodeId: string): string | null {
  const last = db.row<Stored>(STORE_SQL.newest, [nodeId]);
  return last ? whole(last) : null;
}

/** Takes versions of one node away; those that were made from them are made from the next newer one that stays. */
export function removeVersions(db: Database, nodeId: string, seqs: readonly number[]): void {
  const goes = new Set(seqs);
  let text = "";
  let newer: string | null = null;
  let gap = false;
  let run = 0;
  for (const stored of db.rows<Stored>(STORE_SQL.all, [nodeId])) {
    text = next(text, stored);
    if (goes.has(stored.seq)) {
      gap = true;
      continue;
    }
    if (newer === null && gap) db.run(STORE_SQL.pack, ["plain", strToU8(text), stored.seq]);
    else if (gap && stored.form === "delta") pack(db, stored.seq, text, run < LONGEST_RUN ? newer : null);
    run = stored.form === "delta" ? run + 1 : 0;
    gap = false;
    newer = text;
  }
  db.run(STORE_SQL.remove, [JSON.stringify(seqs)]);
}

/** As a delta against the newer text, or whole if there is none or that would not be smaller. */
function pack(db: Database, seq: number, text: string, newer: string | null): void {
  const delta = newer === null ? null : encodeDelta(newer, text);
  const isSmall = delta !== null && delta.length < Math.max(200, text.length / 4);
  db.run(STORE_SQL.pack, isSmall ? ["delta", delta, seq] : ["deflate", deflateText(text), seq]);
}

const whole = ({ form, body }: Stored): string => (form === "plain" ? strFromU8(body) : inflateText(body));

const next = (newer: string, stored: Stored): string => (stored.form === "delta" ? applyDelta(newer, stored.body) : whole(stored));
