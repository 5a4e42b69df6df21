import { accountKey } from "../base/account.ts";
import type { RandomBytes } from "../base/ids.ts";
import { Refusal } from "../base/result.ts";
import type { Database } from "../db/sqlite.ts";
import type { SessionAnswer, User } from "../protocol/auth.ts";
import type { Member, Space, SpacesAnswer } from "../protocol/spaces.ts";
import { noteEvent } from "./events.ts";
import { readMeta, takeClientId, writeMeta } from "./meta.ts";
import { renew } from "./outbox.ts";
import { startReading } from "./reoffer.ts";
import { PERSONAL, SPACES_SQL, setPhase, spaceRow, type SpaceRow } from "./spaces.ts";
import { ask, type Wire, WireFailure } from "./wire.ts";

export interface AccountDeps {
  readonly db: Database;
  readonly wire: Wire;
  readonly random: RandomBytes;
  readonly now: () => number;
  readonly origin: string;
  /** Whose workspace this was made for, by the id of the account; the first one is of whoever signs in first (SU14). */
  readonly owner?: string | null;
  readonly write: (work: () => void) => void;
}

export const ACCOUNT_SQL = {
  members: "UPDATE sync_space SET members_json = ? WHERE space_id = ?",
  remote: "UPDATE sync_space SET remote_id = ? WHERE space_id = ?",
} as const;

/** Failures of the wire as sentences for the person. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WireFailure) throw new Refusal(error.type, error.message);
    throw error;
  }
}

/** The session that this browser has now. `elsewhere`: it is of an account that has a workspace of its own on this device (SU14). */
export interface SignedIn extends User {
  readonly elsewhere: boolean;
}

export async function signIn(deps: AccountDeps, kind: "register" | "login", name: string, password: string): Promise<SignedIn> {
  const { db } = deps;
  const known = readMeta(db, "account");
  // A server that was wiped gets the space again under its id; another account has a space of its own.
  const space = known && accountKey(known.name) === accountKey(name) ? spaceRow(db, PERSONAL)?.remote_id : undefined;
  const body = { name, password, session: "cookie", ...(kind === "register" && space !== undefined && { space }) };
  const answer = await ask<SessionAnswer>(deps.wire, "POST", `/auth/${kind}`, body);
  const elsewhere = isSomebodyElse(deps, answer.user);
  if (elsewhere) deps.write(() => endSession(deps));
  else await takeUp(deps, answer);
  return { ...answer.user, elsewhere };
}

/** Takes up the session that was begun in another workspace, if it is this one's: so says the server. */
export async function resume(deps: AccountDeps, account: string): Promise<User> {
  const answer = await ask<SessionAnswer>(deps.wire, "GET", "/auth/me");
  if (answer.user.id !== account || isSomebodyElse(deps, answer.user))
    throw new Refusal(
      "OtherAccount",
      `This browser is signed in as ${answer.user.name} by now, whose workspace is another one. Nothing was changed.`,
    );
  await takeUp(deps, answer);
  return answer.user;
}

function isSomebodyElse({ db, owner }: AccountDeps, user: User): boolean {
  const known = readMeta(db, "account");
  if (known) return known.id !== user.id && accountKey(known.name) !== accountKey(user.name);
  return (owner ?? user.id) !== user.id;
}

async function takeUp(deps: AccountDeps, answer: SessionAnswer): Promise<void> {
  deps.write(() => adopt(deps, answer));
  await refreshSpaces(deps);
}

/** The first time, what is here is to be offered; later only the session is new. */
function adopt({ db, random, now }: AccountDeps, { user, space }: SessionAnswer): void {
  if (!readMeta(db, "clients")) takeClientId(db, random);
  const known = spaceRow(db, PERSONAL);
  if (!known) db.run(SPACES_SQL.put, [PERSONAL, space, "", "owner", "offer"]);
  else if (known.remote_id !== space) {
    db.run(ACCOUNT_SQL.remote, [space, PERSONAL]);
    startReading(db, PERSONAL);
    renew(db, random);
  }
  if (readMeta(db, "mode") === undefined) writeMeta(db, "mode", "automatic");
  writeMeta(db, "account", { ...user, signed_in: true });
  noteEvent(db, { at: now(), kind: "signed_in" });
}

/** Everything stays on this device and is captured on; it goes out after the next sign-in. */
export async function signOut(deps: AccountDeps): Promise<void> {
  const { wire, write } = deps;
  await ask(wire, "POST", "/auth/logout", {}).catch((error: unknown) => {
    if (!(error instanceof WireFailure) || error.type !== "unauthorized") throw error;
  });
  write(() => endSession(deps));
}

function endSession({ db, now }: AccountDeps): void {
  const account = readMeta(db, "account");
  if (!account?.signed_in) return;
  writeMeta(db, "account", { ...account, signed_in: false });
  noteEvent(db, { at: now(), kind: "signed_out" });
}

/** Which spaces there are, by the server; one's own is known by another name here. */
export async function refreshSpaces({ db, wire, write }: AccountDeps): Promise<void> {
  const { spaces } = await ask<SpacesAnswer>(wire, "GET", "/spaces");
  write(() => {
    for (const space of spaces) if (space.kind === "shared") keepSpace(db, space);
    const there = new Set(spaces.map(({ id }) => id));
    for (const { space_id, remote_id } of db.rows<SpaceRow>(SPACES_SQL.all))
      if (space_id !== PERSONAL && !there.has(remote_id)) setPhase(db, space_id, "gone");
  });
}

const keepSpace = (db: Database, { id, name, role }: Space): void => void db.run(SPACES_SQL.put, [id, id, name, role, "ready"]);

export function createSpaces(deps: AccountDeps) {
  const { db, wire, write, origin } = deps;
  const remote = (spaceId: string): string => {
    const space = spaceRow(db, spaceId);
    if (!space) throw new Refusal("SpaceNotFound", "This space is not known on this device. Nothing was changed.");
    return space.remote_id;
  };
  const members = async (spaceId: string) => {
    const answer = await ask<{ members: Member[] }>(wire, "GET", `/spaces/${remote(spaceId)}/members`);
    write(() => void db.run(ACCOUNT_SQL.members, [JSON.stringify(answer.members), spaceId]));
    return answer.members.map(({ user, name, role }) => ({ user_id: user, name, role }));
  };
  return {
    members,
    async create(id: string, name: string) {
      const { space } = await ask<{ space: Space }>(wire, "POST", "/spaces", { id, name });
      write(() => keepSpace(db, space));
      return { id: space.id };
    },
    async invite(spaceId: string, role: Member["role"]) {
      const { code } = await ask<{ code: string }>(wire, "POST", `/spaces/${remote(spaceId)}/invites`, { role });
      return { url: `${origin}/join#${code}` };
    },
    async join(token: string) {
      const code = token.slice(token.indexOf("#") + 1).trim();
      const { space } = await ask<{ space: Space }>(wire, "POST", "/invites/accept", { code });
      write(() => keepSpace(db, space));
      return { id: space.id };
    },
    async leave(spaceId: string) {
      await ask(wire, "DELETE", `/spaces/${remote(spaceId)}/members/me`);
      write(() => setPhase(db, spaceId, "gone"));
    },
    async removeMember(spaceId: string, userId: string) {
      await ask(wire, "DELETE", `/spaces/${remote(spaceId)}/members/${userId}`);
      // Whoever takes out the last one, or oneself, has no list to read any more.
      await members(spaceId).catch((error: unknown) => {
        if (!(error instanceof WireFailure) || error.type !== "gone") throw error;
        write(() => setPhase(db, spaceId, "gone"));
      });
    },
    async setRole(spaceId: string, userId: string, role: Member["role"]) {
      await ask(wire, "PATCH", `/spaces/${remote(spaceId)}/members/${userId}`, { role });
      await members(spaceId);
    },
  };
}
