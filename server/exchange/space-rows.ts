import type { WireError } from "../../src/protocol/errors.ts";
import type { WireCell } from "../../src/protocol/pull.ts";
import type { Role } from "../../src/protocol/spaces.ts";
import type { WireValue } from "../../src/protocol/value.ts";
import type { Sql } from "../store/store.ts";

export interface SpaceRow {
  readonly space_id: string;
  readonly epoch: string;
  readonly head: number;
  readonly head_tag: string;
  readonly gc_floor: number;
  readonly digest: string;
  readonly min_sv: number;
  readonly member_rev: number;
}

export interface StoredRecord {
  readonly table: string;
  readonly id: string;
  readonly seq: number;
  readonly cells: Readonly<Record<string, WireCell>>;
  /** The cells as text, and how many bytes these are; made when the record is changed. */
  readonly text: string;
  readonly size: number;
}

export interface StoredConflict {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly value: WireValue;
  readonly hlc: string;
  readonly seq: number;
  readonly resolved: 0 | 1;
}

/** What became of an operation; rejected ones have no tag and take no seq. */
export interface StoredOp {
  readonly m: number;
  readonly op: string;
  readonly seq: number;
  readonly tag: string | null;
  readonly error: WireError | null;
}

/** Who pushes: what the server knows of this person and this client in the space. */
export interface Pusher {
  readonly role: Role | null;
  readonly client_user: string | null;
  /** Others have offered again what was written with this id: who comes with it was not told of the loss (CL9). */
  readonly retired: boolean;
  readonly last_mid: number;
  readonly last_op_id: string | null;
}

export interface SpaceChange {
  readonly head: number;
  readonly head_tag: string;
  readonly digest: string;
  readonly records: readonly StoredRecord[];
  readonly conflicts: readonly StoredConflict[];
  readonly ops: readonly StoredOp[];
  /** Clients whose writes were offered again by another one. */
  readonly retired: readonly string[];
}

type Place = { readonly table: string; readonly id: string };

const SQL = {
  /** Everybody who pushes to the space waits here until the one before has committed: seqs become visible in their order (SV3). */
  lock: `SELECT space_id, epoch, head, head_tag, gc_floor, digest, min_sv, member_rev FROM space WHERE space_id = $1 FOR UPDATE`,
  pusher: `SELECT
      (SELECT role FROM member WHERE space_id = $1 AND user_id = $2) AS role,
      (SELECT nullif(user_id, '') FROM client WHERE space_id = $1 AND client_id = $3) AS client_user,
      coalesce((SELECT retired FROM client WHERE space_id = $1 AND client_id = $3), false) AS retired,
      coalesce((SELECT last_mid FROM client WHERE space_id = $1 AND client_id = $3), 0) AS last_mid,
      (SELECT last_op_id FROM client WHERE space_id = $1 AND client_id = $3) AS last_op_id`,
  ops: `SELECT m, op_id AS op, seq, tag, error FROM txtag WHERE space_id = $1 AND client_id = $2 AND m >= $3 AND m <= $4`,
  records: `SELECT r.tbl AS "table", r.id, r.seq, r.size, r.cells::text AS text
    FROM unnest($2::text[], $3::text[]) AS place(tbl, id) JOIN rec r ON r.space_id = $1 AND r.tbl = place.tbl AND r.id = place.id`,
  conflicts: `SELECT c.tbl AS "table", c.id, c.col AS "column", c.value::text AS value, c.hlc, c.seq, c.resolved
    FROM unnest($2::text[], $3::text[]) AS place(tbl, id) JOIN conflict c ON c.space_id = $1 AND c.tbl = place.tbl AND c.id = place.id`,
  seqBefore: `SELECT seq FROM txtag WHERE space_id = $1 AND at < $2 AND tag IS NOT NULL ORDER BY seq DESC LIMIT 1`,
  tag: `SELECT tag FROM txtag WHERE space_id = $1 AND seq = $2 AND tag IS NOT NULL`,
  saveRecords: `INSERT INTO rec (space_id, tbl, id, seq, at, size, cells)
    SELECT $1, tbl, id, seq, $2, size, cells::jsonb
    FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[]) AS changed(tbl, id, seq, size, cells)
    ON CONFLICT (space_id, tbl, id) DO UPDATE SET seq = excluded.seq, at = excluded.at, size = excluded.size, cells = excluded.cells`,
  saveConflicts: `INSERT INTO conflict (space_id, tbl, id, col, hlc, seq, resolved, value)
    SELECT $1, tbl, id, col, hlc, seq, resolved, value::jsonb
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::smallint[], $8::text[])
      AS changed(tbl, id, col, hlc, seq, resolved, value)
    ON CONFLICT (space_id, tbl, id, col, hlc) DO UPDATE SET seq = excluded.seq, resolved = excluded.resolved`,
  saveOps: `INSERT INTO txtag (space_id, client_id, m, op_id, seq, tag, error, at)
    SELECT $1, $2, m, op_id, seq, tag, error, $3
    FROM unnest($4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::text[]) AS done(m, op_id, seq, tag, error)`,
  saveClient: `INSERT INTO client (space_id, client_id, user_id, last_mid, last_op_id) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (space_id, client_id) DO UPDATE SET last_mid = excluded.last_mid, last_op_id = excluded.last_op_id`,
  retire: `INSERT INTO client (space_id, client_id, user_id, last_mid, last_op_id, retired)
    SELECT $1, client_id, '', 0, '', true FROM unnest($2::text[]) AS again(client_id)
    ON CONFLICT (space_id, client_id) DO UPDATE SET retired = true WHERE NOT client.retired`,
  /** Members are told anew, with the client that was not known before. */
  metClient: `UPDATE space SET member_rev = member_rev + 1 WHERE space_id = $1`,
  saveSpace: `UPDATE space SET head = $2, head_tag = $3, digest = $4 WHERE space_id = $1`,
};

/** What a push needs of a space, wherever it is kept. */
export type SpaceRows = ReturnType<typeof spaceRows>;

/** The rows of one space inside a push's transaction. */
export function spaceRows(sql: Sql, spaceId: string) {
  return {
    lock: async () => (await sql<SpaceRow>(SQL.lock, [spaceId]))[0],
    pusher: async (user: string, client: string) => (await sql<Pusher>(SQL.pusher, [spaceId, user, client]))[0]!,
    tag: async (seq: number) => (await sql<{ tag: string }>(SQL.tag, [spaceId, seq]))[0]?.tag,
    /** The last seq that came to be before this time. */
    seqBefore: async (at: number) => (await sql<{ seq: number }>(SQL.seqBefore, [spaceId, at]))[0]?.seq ?? 0,

    async ops(client: string, from: number, to: number): Promise<StoredOp[]> {
      const rows = await sql<Omit<StoredOp, "error"> & { error: string | null }>(SQL.ops, [spaceId, client, from, to]);
      return rows.map((row) => ({ ...row, error: row.error === null ? null : (JSON.parse(row.error) as WireError) }));
    },

    async records(places: readonly Place[]): Promise<StoredRecord[]> {
      const rows = await sql<Omit<StoredRecord, "cells">>(SQL.records, [spaceId, ...columns(places, ["table", "id"])]);
      return rows.map((row) => ({ ...row, cells: JSON.parse(row.text) as StoredRecord["cells"] }));
    },

    async conflicts(places: readonly Place[]): Promise<StoredConflict[]> {
      const rows = await sql<Omit<StoredConflict, "value"> & { value: string }>(SQL.conflicts, [
        spaceId,
        ...columns(places, ["table", "id"]),
      ]);
      return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as WireValue }));
    },

    async save(client: string, user: string, at: number, change: SpaceChange): Promise<void> {
      const { records, conflicts, ops, retired } = change;
      if (retired.length > 0) await sql(SQL.retire, [spaceId, retired]);
      if (records.length > 0) await sql(SQL.saveRecords, [spaceId, at, ...columns(records, ["table", "id", "seq", "size", "text"])]);
      if (conflicts.length > 0) {
        const stored = conflicts.map((conflict) => ({ ...conflict, value: JSON.stringify(conflict.value) }));
        await sql(SQL.saveConflicts, [spaceId, ...columns(stored, ["table", "id", "column", "hlc", "seq", "resolved", "value"])]);
      }
      const stored = ops.map((op) => ({ ...op, error: op.error && JSON.stringify(op.error) }));
      await sql(SQL.saveOps, [spaceId, client, at, ...columns(stored, ["m", "op", "seq", "tag", "error"])]);
      const last = ops.at(-1)!;
      await sql(SQL.saveClient, [spaceId, client, user, last.m, last.op]);
      if (ops[0]!.m === 1) await sql(SQL.metClient, [spaceId]);
      if (ops.some(({ tag }) => tag !== null)) await sql(SQL.saveSpace, [spaceId, change.head, change.head_tag, change.digest]);
    },
  };
}

/** Rows as one array a column, for unnest: one statement however many rows there are. */
const columns = <Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]) =>
  names.map((name) => rows.map((row) => row[name]));
