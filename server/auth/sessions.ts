import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { ACCOUNT_HEADER, ACCOUNT_PARAMETER } from "../../src/base/account.ts";
import { WireRefusal } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { Notice } from "../store/store.ts";
import { accountRows, type SessionRow } from "./account-rows.ts";
import { randomSecret, secretHash } from "./secrets.ts";

const COOKIE = "atelier_session";
const DAY = 86_400_000;
/** A session ends 90 days after it was last used. */
const SESSION_MS = 90 * DAY;
/** How long a session is believed without asking the database; one that ends is announced. */
const BELIEVED_MS = 30_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export interface Session extends SessionRow {
  readonly hash: string;
}

/** Sessions: opaque tokens of 256 bits, stored hashed, in a cookie of this origin or in `Authorization: Bearer` (SV5). */
export class Sessions {
  readonly #services: Services;
  readonly #believed = new Map<string, { row: SessionRow; until: number }>();
  constructor(services: Services) {
    this.#services = services;
    services.store.subscribe((notice) => this.#forget(notice));
  }

  #forget(notice: Notice): void {
    if ("session" in notice) this.#believed.delete(notice.session);
    if ("user" in notice) for (const [hash, { row }] of this.#believed) if (row.user_id === notice.user) this.#believed.delete(hash);
  }

  /** Begins a session; answers the token if it is to be sent as a bearer, otherwise sets the cookie. */
  async begin(c: Context, user: string, kind: "cookie" | "bearer"): Promise<{ expires_at: number; token?: string }> {
    const { store, clock, random } = this.#services;
    const token = randomSecret(random);
    const now = clock();
    await store.write((sql) => accountRows(sql).insertSession(secretHash(token), user, now, now + SESSION_MS));
    if (kind === "cookie") this.#setCookie(c, token);
    return { expires_at: now + SESSION_MS, ...(kind === "bearer" && { token }) };
  }

  /** The session of a request, or a refusal: none, ended, or a cookie that another site made the browser send. */
  async of(c: Context): Promise<Session> {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
    const cookie = bearer ? undefined : getCookie(c, COOKIE);
    const token = bearer ?? cookie ?? "";
    const hash = secretHash(token);
    const row = TOKEN.test(token) ? await this.find(hash) : undefined;
    if (!row) throw new WireRefusal("unauthorized", "You are not signed in, or the session has ended. Nothing on this device was changed.");
    if (cookie && !SAFE.has(c.req.method) && !isSameOrigin(c)) throw crossSite();
    if ((c.req.header(ACCOUNT_HEADER) ?? c.req.query(ACCOUNT_PARAMETER) ?? row.user_id) !== row.user_id) throw somebodyElse();
    await this.#extend(c, hash, row, cookie);
    return { ...row, hash };
  }

  async find(hash: string): Promise<SessionRow | undefined> {
    const now = this.#services.clock();
    const believed = this.#believed.get(hash);
    if (believed && believed.until > now && believed.row.expires_at > now) return believed.row;
    const row = await this.#services.store.read((sql) => accountRows(sql).session(hash, now));
    if (this.#believed.size > 10_000) this.#believed.clear();
    if (row) this.#believed.set(hash, { row, until: now + BELIEVED_MS });
    else this.#believed.delete(hash);
    return row;
  }

  async end(c: Context, session: Session, all: boolean): Promise<void> {
    const { store } = this.#services;
    await store.write(async (sql) => {
      if (all) await accountRows(sql).endAll(session.user_id);
      else await accountRows(sql).endSession(session.hash);
    });
    const notice: Notice = all ? { user: session.user_id } : { session: session.hash };
    this.#forget(notice);
    store.announce(notice);
    deleteCookie(c, COOKIE, { path: "/" });
  }

  /** Used at least once a day, it never ends; written at most once a day. */
  async #extend(c: Context, hash: string, row: SessionRow, cookie: string | undefined): Promise<void> {
    const { store, clock } = this.#services;
    const expires = clock() + SESSION_MS;
    if (row.expires_at > expires - DAY) return;
    await store.write((sql) => accountRows(sql).extend(hash, expires));
    this.#believed.set(hash, { row: { ...row, expires_at: expires }, until: clock() + BELIEVED_MS });
    if (cookie) this.#setCookie(c, cookie);
  }

  #setCookie(c: Context, token: string): void {
    const https = new URL(c.req.url).protocol === "https:" || (this.#services.trustProxy && c.req.header("X-Forwarded-Proto") === "https");
    setCookie(c, COOKIE, token, { path: "/", httpOnly: true, sameSite: "Strict", secure: https, maxAge: SESSION_MS / 1000 });
  }
}

const somebodyElse = () =>
  new WireRefusal(
    "unauthorized",
    "This browser is signed in with another account now. Sign in again to go on; nothing on this device was changed.",
  );

const crossSite = () =>
  new WireRefusal("cross_site", "A cookie counts only in requests from this server's own pages. Others send a bearer token.");

/** Browsers say where a request comes from; a request that says nothing is not from a browser that sends our cookie. */
function isSameOrigin(c: Context): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site) return site === "same-origin";
  const origin = c.req.header("Origin");
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header("Host");
}
