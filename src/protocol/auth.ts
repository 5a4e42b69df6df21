import * as v from "valibot";
import { spaceId } from "./names.ts";

/** Letters of any script, digits, and what an address or a handle needs. Compared by NFKC and lower case. */
export const userName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.maxLength(100),
  v.regex(/^[\p{L}\p{M}\p{N} ._@+-]+$/u, "has letters, digits, spaces and . _ @ + -"),
);
const password = v.pipe(v.string(), v.minLength(8, "has at least 8 characters"), v.maxLength(1_000));

/**
 * How the session is kept: `cookie` (HttpOnly, SameSite=Strict) for pages of this server, `bearer` for everything else: the token
 * comes in the answer and goes into `Authorization: Bearer …`.
 */
const session = v.optional(v.picklist(["cookie", "bearer"]), "cookie");

/** `POST /v1/auth/register`; `space` keeps the id of one's own space when a server was wiped. */
export const registerRequest = v.object({ name: userName, password, session, space: v.optional(spaceId) });
/** `POST /v1/auth/login` */
export const loginRequest = v.object({
  name: v.pipe(v.string(), v.maxLength(1_000), v.excludes("\0", "has a character that no name has")),
  password: v.pipe(v.string(), v.maxLength(1_000)),
  session,
});
/** `POST /v1/auth/logout`; `all` ends the sessions on every device. */
export const logoutRequest = v.object({ all: v.optional(v.boolean(), false) });

export interface User {
  readonly id: string;
  readonly name: string;
}

/** Of register, login and `GET /v1/auth/me`. */
export interface SessionAnswer {
  readonly user: User;
  /** The id of one's own space. */
  readonly space: string;
  readonly expires_at: number;
  readonly token?: string;
}
