import type { Database } from "../db/sqlite.ts";

/** The id of one's own space on this device; the server has another for it. */
export const PERSONAL = "personal";

export interface SpaceRow {
  readonly space_id: string;
  readonly remote_id: string;
  readonly name: string;
  readonly role: "owner" | "editor" | "viewer";
  readonly members_json: string | null;
  readonly rev: number | null;
  readonly tok: string | null;
  /** Of the cursor. */
  readonly seq: number;
  /** Up to here everything was read: the cursor of the last page of a pull. */
  readonly seen: number;
  /** The server's time of that. */
  readonly heard: number;
  /** `heard` of before the server lost something, until all that is given back (CL11). */
  readonly lost: number | null;
  readonly digest: string;
  readonly next_m: number;
  readonly phase: "offer" | "ready" | "reread" | "reoffer" | "gone";
  readonly offered: string | null;
  readonly last_synced_at: number | null;
  /** `{m, op}` of the last operation that the server has answered under the id that the device has now. */
  readonly last_json: string | null;
}

export const SPACES_SQL = {
  one: "SELECT * FROM sync_space WHERE space_id = ?",
  all: "SELECT * FROM sync_space WHERE phase <> 'gone' ORDER BY space_id <> 'personal', space_id",
  any: "SELECT 1 FROM sync_space LIMIT 1",
  put: `INSERT INTO sync_space (space_id, remote_id, name, role, phase) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (space_id) DO UPDATE SET remote_id = excluded.remote_id, name = excluded.name, role = excluded.role,
      phase = CASE phase WHEN 'gone' THEN 'ready' ELSE phase END`,
  phase: "UPDATE sync_space SET phase = ? WHERE space_id = ?",
  offerRest: "UPDATE sync_space SET phase = 'offer', offered = NULL WHERE space_id = ? AND phase IN ('ready', 'offer')",
  offered: "UPDATE sync_space SET offered = ? WHERE space_id = ?",
  restart: `UPDATE sync_space SET tok = NULL, seq = 0, seen = 0, digest = '0000000000000000', rev = NULL, lost = coalesce(lost, heard), phase = ?
    WHERE space_id = ?`,
  givenBack: "UPDATE sync_space SET lost = NULL WHERE space_id = ?",
  cursor: `UPDATE sync_space SET tok = ?, seq = ?, digest = ?, role = ?, rev = coalesce(?, rev), members_json = coalesce(?, members_json)
    WHERE space_id = ?`,
  seen: "UPDATE sync_space SET seen = seq, heard = ? WHERE space_id = ?",
  answered: "UPDATE sync_space SET last_json = ?1 WHERE space_id = ?2 AND coalesce(last_json ->> '$.m', 0) < ?1 ->> '$.m'",
  forgetAnswered: "UPDATE sync_space SET last_json = NULL",
  synced: "UPDATE sync_space SET last_synced_at = ? WHERE space_id = ?",
} as const;

export const spaceRow = (db: Database, id: string): SpaceRow | undefined => db.row(SPACES_SQL.one, [id]);
export const spaceRows = (db: Database): SpaceRow[] => db.rows(SPACES_SQL.all);
/** Has this workspace ever been signed in? Until then nothing is captured (CL1). */
export const hasSpaces = (db: Database): boolean => db.value(SPACES_SQL.any) !== undefined;
/** Something came back that the server never had: it is looked for among all rows (CL3). */
export const offerRest = (db: Database, id: string): void => void db.run(SPACES_SQL.offerRest, [id]);
export const setPhase = (db: Database, id: string, phase: SpaceRow["phase"]): void => void db.run(SPACES_SQL.phase, [phase, id]);
