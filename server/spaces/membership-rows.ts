import type { Invite, Member, Role, Space } from "../../src/protocol/spaces.ts";
import type { Sql } from "../store/store.ts";

export interface InviteRow extends Invite {
  readonly secret_hash: string;
}

const SPACE = `SELECT s.space_id AS id, s.name, s.kind, m.role, s.head, s.min_sv
    FROM space s JOIN member m ON m.space_id = s.space_id AND m.user_id = $1`;

/** With the clients that each has written with in the space. */
const MEMBERS = `SELECT m.user_id AS "user", u.name, m.role,
      (SELECT string_agg(c.client_id, ' ' ORDER BY c.client_id) FROM client c WHERE c.space_id = m.space_id AND c.user_id = m.user_id) AS clients
    FROM member m JOIN users u ON u.user_id = m.user_id
    WHERE m.space_id = $1 ORDER BY u.name, m.user_id`;

export async function membersOf(sql: Sql, space: string): Promise<Member[]> {
  const rows = await sql<Omit<Member, "clients"> & { clients: string | null }>(MEMBERS, [space]);
  return rows.map(({ clients, ...member }) => ({ ...member, clients: clients?.split(" ") ?? [] }));
}

const SQL = {
  insert: `INSERT INTO space (space_id, name, kind, epoch, head, head_tag, gc_floor, digest, min_sv, member_rev, created_at)
    VALUES ($1, $2, $3, $4, 0, $5, 0, '0000000000000000', 0, 0, $6) ON CONFLICT (space_id) DO NOTHING RETURNING space_id`,
  space: `${SPACE} WHERE s.space_id = $2`,
  spacesOf: `${SPACE} JOIN user_space us ON us.space_id = s.space_id AND us.user_id = $1 ORDER BY s.kind, s.name, s.space_id`,
  headsOf: `SELECT s.space_id AS id, s.head AS seq FROM user_space us JOIN space s ON s.space_id = us.space_id WHERE us.user_id = $1`,
  /** Changes of members and pushes take turns: the same row is locked. */
  lock: `SELECT kind FROM space WHERE space_id = $1 FOR UPDATE`,
  role: `SELECT role FROM member WHERE space_id = $1 AND user_id = $2`,
  setMember: `INSERT INTO member (space_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT (space_id, user_id) DO UPDATE SET role = excluded.role`,
  listSpace: `INSERT INTO user_space (user_id, space_id) VALUES ($1, $2) ON CONFLICT (user_id, space_id) DO NOTHING`,
  removeMember: `DELETE FROM member WHERE space_id = $1 AND user_id = $2`,
  unlistSpace: `DELETE FROM user_space WHERE user_id = $1 AND space_id = $2`,
  moved: `UPDATE space SET member_rev = member_rev + 1 WHERE space_id = $1`,
  update: `UPDATE space SET name = coalesce($2, name), min_sv = greatest(min_sv, $3) WHERE space_id = $1`,
  insertInvite: `INSERT INTO invite (space_id, invite_id, secret_hash, role, expires_at, uses_left) VALUES ($1, $2, $3, $4, $5, $6)`,
  invites: `SELECT invite_id AS id, role, expires_at, uses_left FROM invite
    WHERE space_id = $1 AND expires_at > $2 AND uses_left > 0 ORDER BY expires_at, invite_id`,
  inviteBySecret: `SELECT invite_id AS id, secret_hash, role, expires_at, uses_left FROM invite WHERE space_id = $1 AND secret_hash = $2`,
  useInvite: `UPDATE invite SET uses_left = uses_left - 1 WHERE space_id = $1 AND invite_id = $2`,
  deleteInvite: `DELETE FROM invite WHERE space_id = $1 AND invite_id = $2 RETURNING invite_id`,
};

/** A space that nobody is a member of any more goes with everything in it. */
const DROP = ["rec", "conflict", "txtag", "client", "invite", "member", "space"].map((table) => `DELETE FROM ${table} WHERE space_id = $1`);

/** Spaces, members, invites. */
export const membershipRows = (sql: Sql) => ({
  /** False if there is one of this id. */
  insert: async (space: { id: string; name: string; kind: Space["kind"]; epoch: string; tag: string; at: number }) =>
    (await sql(SQL.insert, [space.id, space.name, space.kind, space.epoch, space.tag, space.at])).length === 1,
  space: async (user: string, space: string) => (await sql<Space>(SQL.space, [user, space]))[0],
  spacesOf: (user: string) => sql<Space>(SQL.spacesOf, [user]),
  headsOf: (user: string) => sql<{ id: string; seq: number }>(SQL.headsOf, [user]),
  lock: async (space: string) => (await sql<{ kind: Space["kind"] }>(SQL.lock, [space]))[0],
  role: async (space: string, user: string) => (await sql<{ role: Role }>(SQL.role, [space, user]))[0]?.role,
  members: (space: string) => membersOf(sql, space),
  async setMember(space: string, user: string, role: Role) {
    await sql(SQL.setMember, [space, user, role]);
    await sql(SQL.listSpace, [user, space]);
    await sql(SQL.moved, [space]);
  },
  async removeMember(space: string, user: string) {
    await sql(SQL.removeMember, [space, user]);
    await sql(SQL.unlistSpace, [user, space]);
    await sql(SQL.moved, [space]);
  },
  async drop(space: string) {
    for (const statement of DROP) await sql(statement, [space]);
  },
  update: (space: string, name: string | null, minSv: number) => sql(SQL.update, [space, name, minSv]),
  insertInvite: (space: string, { id, secret_hash, role, expires_at, uses_left }: InviteRow) =>
    sql(SQL.insertInvite, [space, id, secret_hash, role, expires_at, uses_left]),
  invites: (space: string, now: number) => sql<Invite>(SQL.invites, [space, now]),
  inviteBySecret: async (space: string, hash: string) => (await sql<InviteRow>(SQL.inviteBySecret, [space, hash]))[0],
  useInvite: (space: string, invite: string) => sql(SQL.useInvite, [space, invite]),
  deleteInvite: async (space: string, invite: string) => (await sql(SQL.deleteInvite, [space, invite])).length === 1,
});
