import { Refusal } from "../../base/result.ts";
import type { ReadContext, TaskContext, WriteContext } from "../../db/module.ts";
import { SPINE_TRACKED } from "../../db/schema/spine.ts";
import { ACCOUNT_SQL } from "../../sync/account.ts";
import { APPLY_SQL } from "../../sync/apply-row.ts";
import { CACHE_SQL, clearCache } from "../../sync/cache.ts";
import { CONFLICTS_SQL } from "../../sync/conflicts.ts";
import { DECIDE_SQL, discard, moveToSpace, resolve, retry } from "../../sync/decide.ts";
import { EVENTS_SQL } from "../../sync/events.ts";
import { META_SQL, writeMeta } from "../../sync/meta.ts";
import { OUTBOX_SQL } from "../../sync/outbox.ts";
import { OWNER_SQL } from "../../sync/owner.ts";
import { RECORDS_SQL } from "../../sync/records.ts";
import { REOFFER_SQL } from "../../sync/reoffer.ts";
import { CLOCK_SQL, conflicts, events, items, members, queue, rates, REPORT_SQL, spaces, status } from "../../sync/report.ts";
import { SYNC_MIGRATIONS } from "../../sync/schema.ts";
import { RESTORED_SQL } from "../../sync/restored.ts";
import { SEALED_SQL } from "../../sync/sealed.ts";
import { SPACES_SQL } from "../../sync/spaces.ts";
import { syncTables, TABLES_SQL } from "../../sync/tables.ts";
import { dataModule, named } from "../contract.data.ts";
import { NOTE_TRACKED } from "../note/schema.data.ts";
import { PLANNER_TRACKED } from "../planner/schema.data.ts";
import { settle } from "../spine/settle.data.ts";
import { VIEW_TRACKED } from "../view/view.data.ts";
import { sync } from "./sync.model.ts";

/** Numbers, bytes and time of a command come from its mutation, so that a replay gives the same operations. */
const depsOf = (ctx: WriteContext) => ({
  now: ctx.at,
  random(bytes: Uint8Array<ArrayBuffer>) {
    const hex = ctx
      .newId()
      .replaceAll("-", "")
      .slice(-2 * bytes.length);
    return bytes.map((_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  },
});

/** Every table of the person's data; a test compares it with what the modules say. */
export const SYNCED = [...SPINE_TRACKED, ...NOTE_TRACKED, ...PLANNER_TRACKED, ...VIEW_TRACKED];
const tablesOf = ({ db }: ReadContext) => syncTables(db, SYNCED);

function control(ctx: TaskContext) {
  if (!ctx.sync) throw new Refusal("NoServer", "There is no sync server here: this copy of Atelier works on this device alone.");
  return ctx.sync;
}

export const syncData = dataModule(sync, {
  migrations: SYNC_MIGRATIONS,
  sql: named({
    account: ACCOUNT_SQL,
    apply: APPLY_SQL,
    cache: CACHE_SQL,
    clock: CLOCK_SQL,
    conflicts: CONFLICTS_SQL,
    decide: DECIDE_SQL,
    events: EVENTS_SQL,
    meta: META_SQL,
    outbox: OUTBOX_SQL,
    owner: OWNER_SQL,
    records: RECORDS_SQL,
    reoffer: REOFFER_SQL,
    report: REPORT_SQL,
    restored: RESTORED_SQL,
    sealed: SEALED_SQL,
    spaces: SPACES_SQL,
    tables: TABLES_SQL,
  }),
  commands: {
    "sync.set_mode": ({ db }, { mode }) => {
      writeMeta(db, "mode", mode);
      return {};
    },
    "sync.resolve": (ctx, { ids, choice, value }) => {
      const { resolved, nodes } = resolve(ctx, ids, choice, value, depsOf(ctx));
      settle(ctx, nodes);
      return { resolved };
    },
    "sync.retry": (ctx, { ops }) => {
      retry(ctx, ops, depsOf(ctx));
      return {};
    },
    "sync.discard": (ctx, { ops }) => {
      settle(ctx, discard(ctx, ops));
      return {};
    },
    "node.move_to_space": (ctx, { id, space_id }) => moveToSpace(ctx, id, space_id),
  },
  queries: {
    "sync.status": ({ db }) => status(db),
    "sync.queue": ({ db }, { limit }) => queue(db, limit),
    "sync.events": ({ db }, { limit }) => events(db, limit),
    "sync.rates": ({ db }, { days }) => rates(db, days),
    "sync.conflicts": (ctx, { limit }) => conflicts(ctx.db, tablesOf(ctx), limit),
    "sync.items": (ctx, { ids }) => items(ctx.db, tablesOf(ctx), ids),
    "sync.spaces": ({ db }) => spaces(db),
    "sync.members": ({ db }, { space_id }) => members(db, space_id),
  },
  tasks: {
    "sync.sign_up": (ctx, { name, password }) => control(ctx).signUp(name, password),
    "sync.sign_in": (ctx, { name, password }) => control(ctx).signIn(name, password),
    "sync.resume": (ctx, { account }) => control(ctx).resume(account),
    "sync.sign_out": async (ctx) => {
      await control(ctx).signOut();
      return {};
    },
    "sync.now": (ctx) => control(ctx).now((progress) => ctx.progress(progress)),
    "sync.clear_cache": async (ctx) => ({ rows: ctx.write("sync.clear_cache", (write) => clearCache(write)) }),
    "space.create": (ctx, { id, name }) => control(ctx).createSpace(id!, name),
    "space.invite": (ctx, { space_id, role }) => control(ctx).invite(space_id, role),
    "space.join": (ctx, { token }) => control(ctx).join(token),
    "space.leave": async (ctx, { space_id }) => {
      await control(ctx).leave(space_id);
      return {};
    },
    "space.remove_member": async (ctx, { space_id, user_id }) => {
      await control(ctx).removeMember(space_id, user_id);
      return {};
    },
    "space.set_role": async (ctx, { space_id, user_id, role }) => {
      await control(ctx).setRole(space_id, user_id, role);
      return {};
    },
    "space.members": (ctx, { space_id }) => control(ctx).members(space_id),
  },
});
