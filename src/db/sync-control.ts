import type { Progress } from "../base/progress.ts";

type Role = "owner" | "editor" | "viewer";

interface Account {
  readonly id: string;
  readonly name: string;
}
interface SignedIn extends Account {
  /** The account has another workspace on this device; this one is signed out now. */
  readonly elsewhere: boolean;
}

/** What sync does over the network, as tasks ask for it; null where there is no server to speak to. */
export interface SyncControl {
  signUp(name: string, password: string): Promise<SignedIn>;
  signIn(name: string, password: string): Promise<SignedIn>;
  /** Takes up the session that was begun in another workspace for this account. */
  resume(account: string): Promise<Account>;
  signOut(): Promise<void>;
  /** A round now, whatever the mode; waits for its end. */
  now(progress: (progress: Progress) => void): Promise<{ pushed: number; pulled: number }>;
  createSpace(id: string, name: string): Promise<{ id: string }>;
  invite(spaceId: string, role: Role): Promise<{ url: string }>;
  join(token: string): Promise<{ id: string }>;
  leave(spaceId: string): Promise<void>;
  removeMember(spaceId: string, userId: string): Promise<void>;
  setRole(spaceId: string, userId: string, role: Role): Promise<void>;
  members(spaceId: string): Promise<{ user_id: string; name: string; role: Role }[]>;
}
