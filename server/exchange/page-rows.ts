import type { WireError } from "../../src/protocol/errors.ts";
import type { Role } from "../../src/protocol/spaces.ts";
import { membersOf } from "../spaces/membership-rows.ts";
import type { Sql } from "../store/store.ts";
import type { SpaceRow } from "./space-rows.ts";

interface Reader extends SpaceRow {
  readonly role: Role | null;
  readonly last_mid: number;
}

const SQL = {
  reader: `SELECT s.space_id, s.epoch, s.head, s.head_tag, s.gc_floor, s.digest, s.min_sv, s.member_rev, m.role, coalesce(c.last_mid, 0) AS last_mid
    FROM space s
    LEFT JOIN member m ON m.space_id = s.space_id AND m.user_id = $2
    LEFT JOIN client c ON c.space_id = s.space_id AND c.client_id = $3 AND c.user_id = $2
    WHERE s.space_id = $1`,
  tag: `SELECT tag FROM txtag WHERE space_id = $1 AND seq = $2 AND tag IS NOT NULL`,
  op: `SELECT op_id AS op FROM txtag WHERE space_id = $1 AND client_id = $2 AND m = $3`,
  sizes: `SELECT seq, size FROM (
      (SELECT seq, size FROM rec WHERE space_id = $1 AND seq > $2 ORDER BY seq LIMIT $3)
      UNION ALL
      (SELECT seq, 100 AS size FROM conflict WHERE space_id = $1 AND seq > $2 ORDER BY seq LIMIT $3)
    ) AS changed ORDER BY seq LIMIT $3`,
  records: `SELECT tbl, id, seq, at, cells::text AS cells FROM rec WHERE space_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, tbl, id`,
  conflicts: `SELECT tbl, id, col, value::text AS value, hlc, seq, resolved FROM conflict
    WHERE space_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, tbl, id, col, hlc`,
  /** A rejected operation keeps the head of its moment: what is not older than the token may not have been heard of. */
  rejected: `SELECT m, op_id AS op, error FROM txtag
    WHERE space_id = $1 AND client_id = $2 AND seq >= $3 AND error IS NOT NULL ORDER BY m DESC LIMIT 500`,
};

/** What a pull needs of a space, wherever it is kept. */
export type PageRows = ReturnType<typeof pageRows>;

/** What a page of a pull reads of one space. */
export const pageRows = (sql: Sql, spaceId: string) => ({
  reader: async (user: string, client: string) => (await sql<Reader>(SQL.reader, [spaceId, user, client]))[0],
  tag: async (seq: number) => (await sql<{ tag: string }>(SQL.tag, [spaceId, seq]))[0]?.tag,
  op: async (client: string, m: number) => (await sql<{ op: string }>(SQL.op, [spaceId, client, m]))[0]?.op,
  sizes: (from: number, limit: number) => sql<{ seq: number; size: number }>(SQL.sizes, [spaceId, from, limit]),
  records: (from: number, to: number) =>
    sql<{ tbl: string; id: string; seq: number; at: number; cells: string }>(SQL.records, [spaceId, from, to]),
  conflicts: (from: number, to: number) =>
    sql<{ tbl: string; id: string; col: string; value: string; hlc: string; seq: number; resolved: number }>(SQL.conflicts, [
      spaceId,
      from,
      to,
    ]),
  members: () => membersOf(sql, spaceId),
  async rejected(client: string, from: number) {
    const rows = await sql<{ m: number; op: string; error: string }>(SQL.rejected, [spaceId, client, from]);
    return rows.map(({ m, op, error }) => ({ m, op, error: JSON.parse(error) as WireError }));
  },
});
