import type { Sql } from "../store/store.ts";

export interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly password_hash: string;
  readonly space_id: string;
}

export interface SessionRow {
  readonly user_id: string;
  readonly name: string;
  readonly space_id: string;
  readonly expires_at: number;
}

const SQL = {
  insertUser: `INSERT INTO users (user_id, name_key, name, password_hash, space_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (name_key) DO NOTHING RETURNING user_id`,
  userByName: `SELECT user_id, name, password_hash, space_id FROM users WHERE name_key = $1`,
  insertSession: `INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)`,
  session: `SELECT s.user_id, u.name, u.space_id, s.expires_at FROM sessions s JOIN users u ON u.user_id = s.user_id
    WHERE s.token_hash = $1 AND s.expires_at > $2`,
  extend: `UPDATE sessions SET expires_at = $2 WHERE token_hash = $1`,
  endSession: `DELETE FROM sessions WHERE token_hash = $1`,
  endAll: `DELETE FROM sessions WHERE user_id = $1`,
  endExpired: `DELETE FROM sessions WHERE expires_at <= $1`,
};

/** People and their sessions. Tokens are known by their hash only. */
export const accountRows = (sql: Sql) => ({
  /** False if the name is taken. */
  insertUser: async (user: UserRow, nameKey: string, at: number) =>
    (await sql(SQL.insertUser, [user.user_id, nameKey, user.name, user.password_hash, user.space_id, at])).length === 1,
  userByName: async (nameKey: string) => (await sql<UserRow>(SQL.userByName, [nameKey]))[0],
  insertSession: (hash: string, user: string, at: number, expires: number) => sql(SQL.insertSession, [hash, user, at, expires]),
  session: async (hash: string, now: number) => (await sql<SessionRow>(SQL.session, [hash, now]))[0],
  extend: (hash: string, expires: number) => sql(SQL.extend, [hash, expires]),
  endSession: (hash: string) => sql(SQL.endSession, [hash]),
  endAll: (user: string) => sql(SQL.endAll, [user]),
  endExpired: (now: number) => sql(SQL.endExpired, [now]),
});
