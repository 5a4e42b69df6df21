import * as v from "valibot";
import { id, limit, line, model, newId, spec } from "../contract.model.ts";

export type SyncMode = "off" | "manual" | "automatic";
export interface SyncFailure {
  type: string;
  message: string;
}
export interface SyncAccount {
  id: string;
  name: string;
}
export interface SignedIn extends SyncAccount {
  /** The account has a workspace of its own on this device. */
  elsewhere: boolean;
}
export interface SyncStatus {
  mode: SyncMode;
  phase: "signed_out" | "idle" | "syncing" | "waiting" | "paused";
  account: SyncAccount | null;
  last_synced_at: number | null;
  /** Operations that the server does not have yet; of these, those whose last try failed. */
  pending: number;
  failed: number;
  conflicts: number;
  /** Operations that the server refused for good. */
  dead: number;
  /** Of the first sync: rows, roughly. */
  progress: { readonly done: number; readonly total: number } | null;
  next_at: number | null;
  error: SyncFailure | null;
}
export interface QueuedOperation {
  m: number;
  op: string;
  space_id: string;
  at: number;
  /** At most three nodes that it is about. */
  names: { id: string; node_type: string; name: string }[];
  writes: number;
  attempts: number;
  next_at: number | null;
  error: SyncFailure | null;
  dead: boolean;
}
export interface SyncEvent {
  at: number;
  kind: "started" | "succeeded" | "failed" | "conflict" | "evicted" | "signed_in" | "signed_out";
  space_id: string | null;
  duration_ms: number | null;
  pushed: number;
  pulled: number;
  message: string | null;
}
export interface SyncRate {
  day: string;
  succeeded: number;
  failed: number;
  conflicts: number;
}
export type JsonValue = string | number | boolean | null;
export interface SyncConflict {
  id: string;
  space_id: string;
  node_id: string | null;
  node_type: string | null;
  name: string;
  table: string;
  row_id: string;
  column: string;
  policy: "ask" | "text" | "set";
  kind: "field" | "deleted_there" | "deleted_here";
  base: JsonValue;
  mine: JsonValue;
  theirs: JsonValue;
  mine_at: number;
  theirs_at: number;
  /** Who made the other change, if it is known. */
  by: string | null;
  /** What merging makes of it; null if both changed the same words. */
  merged: string | null;
}
export interface SyncItem {
  id: string;
  state: "synced" | "pending" | "failed" | "conflict" | "off";
}
export type SpaceRole = "owner" | "editor" | "viewer";
export interface SyncSpace {
  id: string;
  name: string;
  role: SpaceRole;
  personal: boolean;
  members: number | null;
  nodes: number;
}
export interface SpaceMember {
  user_id: string;
  name: string;
  role: SpaceRole;
}

const role = v.picklist(["owner", "editor", "viewer"]);
const names = v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(1000));
const password = v.pipe(v.string(), v.maxLength(1000));
const credentials = { name: v.pipe(line, v.minLength(1)), password };
type None = Record<string, never>;

export const sync = model({
  name: "sync",
  doc: "Sync with a server, which is optional, and spaces shared with others. The protocol: docs/sync-protocol.md.",
  commands: {
    "sync.set_mode": spec("Off, on a button, or by itself. Whatever it is, changes are noted and wait.", {
      mode: v.picklist(["off", "manual", "automatic"]),
    }).answers<None>("`{}`"),
    "sync.resolve": spec(
      "Settles conflicts: keeps what was written here, there, or both merged; `value` is a text of one's own for `merged`. The choice syncs like any change.",
      { ids: names, choice: v.picklist(["mine", "theirs", "merged"]), value: v.optional(v.pipe(v.string(), v.maxLength(1_000_000))) },
    ).answers<{ resolved: number }>("`{resolved}`: how many"),
    "sync.retry": spec("Sends again what the server refused: these operations, or all.", { ops: v.optional(names) }).answers<None>("`{}`"),
    "sync.discard": spec("Gives up operations that the server refused; what they changed is again as the server has it.", {
      ops: names,
    }).answers<None>("`{}`"),
    "node.move_to_space": spec("Moves a node, with everything nested below it, into another space.", { id, space_id: id }).answers<{
      moved: number;
    }>("`{moved}`: how many nodes"),
  },
  queries: {
    "sync.status": spec("How sync does.", {}).answers<SyncStatus>(
      "`{mode, phase, account, last_synced_at, pending, failed, conflicts, dead, progress, next_at, error}`",
    ),
    "sync.queue": spec("Operations that wait for the server, and those it refused.", { limit }).answers<QueuedOperation[]>(
      "`{m, op, space_id, at, names, writes, attempts, next_at, error, dead}` each, the refused ones first",
    ),
    "sync.events": spec("What sync did, newest first, of 90 days.", { limit }).answers<SyncEvent[]>(
      "`{at, kind, space_id, duration_ms, pushed, pulled, message}` each",
    ),
    "sync.rates": spec("Rounds that succeeded and failed, and conflicts, by day (UTC). Days without any are left out.", {
      days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 14),
    }).answers<SyncRate[]>("`{day, succeeded, failed, conflicts}` each"),
    "sync.conflicts": spec("Changes that met another of the same field, until somebody decides.", { limit }).answers<SyncConflict[]>(
      "`{id, space_id, node_id, node_type, name, table, row_id, column, policy, kind, base, mine, theirs, mine_at, theirs_at, by, merged}` each",
    ),
    "sync.items": spec("Whether nodes are synced.", { ids: v.pipe(v.array(id), v.maxLength(1000)) }).answers<SyncItem[]>(
      "`{id, state}` each: `synced`, `pending`, `failed`, `conflict` or `off`",
    ),
    "sync.spaces": spec("One's own space and those shared with others.", {}).answers<SyncSpace[]>(
      "`{id, name, role, personal, members, nodes}` each",
    ),
    "sync.members": spec("Members of a space, as far as this device knows.", { space_id: id }).answers<SpaceMember[]>(
      "`{user_id, name, role}` each",
    ),
  },
  tasks: {
    "sync.sign_up": spec("Makes an account on this server and begins to sync.", credentials).answers<SignedIn>(
      "`{id, name, elsewhere}` of the account, as `sync.sign_in`",
    ),
    "sync.sign_in": spec("Signs in. What is on this device is offered to the server the first time.", credentials).answers<SignedIn>(
      "`{id, name, elsewhere}` of the account; `elsewhere`: it is another one than this workspace's, which is signed out by that and otherwise left alone; the account's own workspace takes the session up with `sync.resume`",
    ),
    "sync.resume": spec("Takes up the session that this browser has, if it is of this account and this workspace is the account's.", {
      account: id,
    }).answers<SyncAccount>("`{id, name}` of the account"),
    "sync.sign_out": spec("Signs out. Everything stays on this device; changes wait for the next sign-in.", {}).answers<None>("`{}`"),
    "sync.now": spec("A round now, whatever the mode.", {}).answers<{ pushed: number; pulled: number }>(
      "`{pushed, pulled}`: operations sent, records read",
    ),
    "sync.clear_cache": spec("Takes what is left of spaces that one has left off this device; never what was not synced.", {}).answers<{
      rows: number;
    }>("`{rows}`: how many nodes"),
    "space.create": spec("Makes a space to share.", { name: v.pipe(line, v.minLength(1), v.maxLength(500)), id: newId }).answers<{
      id: string;
    }>("`{id}`"),
    "space.invite": spec("A link that lets one person join within a week.", { space_id: id, role }).answers<{ url: string }>("`{url}`"),
    "space.join": spec("Joins by a link or its code.", { token: v.pipe(v.string(), v.maxLength(2000)) }).answers<{ id: string }>("`{id}`"),
    "space.leave": spec("Leaves a space. What is on this device stays and is synced no more.", { space_id: id }).answers<None>("`{}`"),
    "space.remove_member": spec("Takes a member out of a space; owners only.", { space_id: id, user_id: id }).answers<None>("`{}`"),
    "space.set_role": spec("What a member may do; owners only.", { space_id: id, user_id: id, role }).answers<None>("`{}`"),
    "space.members": spec("Asks the server for the members of a space.", { space_id: id }).answers<SpaceMember[]>(
      "`{user_id, name, role}` each",
    ),
  },
});
