import { hlcClient, hlcMs, MAX_SKEW_MS } from "../../src/base/hlc.ts";
import type { WireError } from "../../src/protocol/errors.ts";
import { parseOp, type Op, type OpResult, type ParsedOp, type PushAnswer, type PushRequest } from "../../src/protocol/push.ts";
import { WireRefusal } from "../http/refusal.ts";
import { checkToken, checkVersion } from "./gate.ts";
import type { Pusher, SpaceRow, SpaceRows, StoredOp } from "./space-rows.ts";
import { SpaceState } from "./space-state.ts";

export interface PushContext {
  readonly user: string;
  readonly now: number;
  /** 16 random hexadecimal digits. */
  readonly randomTag: () => string;
}

const GONE = "This space does not exist, or you are not a member of it any more.";

/** One push in one transaction (PR1): lock, role, versions, token, then operation by operation in the order of `m`. */
export async function push(rows: SpaceRows, request: PushRequest, context: PushContext): Promise<PushAnswer> {
  const space = await rows.lock();
  if (!space) throw new WireRefusal("gone", GONE);
  const pusher = await rows.pusher(context.user, request.client);
  if (!pusher.role) throw new WireRefusal("gone", GONE);
  const outdated = checkVersion(request.v, request.sv, space.min_sv);
  if (outdated) throw refusal(outdated);
  const gate = await checkToken(space, request.tok, rows.tag);
  if (gate.error) throw refusal(gate.error);
  if (pusher.client_user !== null && pusher.client_user !== context.user) throw refusal(forked());

  const ops = request.ops.toSorted((a, b) => a.m - b.m).map((raw) => ({ raw, parsed: parseOp(raw, request.client) }));
  const seen = await storedOps(rows, request.client, pusher, ops);
  const places = uniquePlaces(ops.map(({ parsed }) => parsed));
  const state = new SpaceState(space, await rows.records(places), await rows.conflicts(places), await seqsBefore(rows, ops));
  const run = runOps(ops, { space, pusher, state, seen, client: request.client, ...context });
  if (run.done.length > 0) await rows.save(request.client, context.user, context.now, state.change(run.done, run.retired));
  const { results, stop } = run;
  return { now: context.now, head: state.head, last_mid: run.lastMid, results, ...(stop && { stop }) };
}

interface Run extends PushContext {
  readonly space: SpaceRow;
  readonly pusher: Pusher;
  readonly state: SpaceState;
  readonly seen: Map<number, Pick<StoredOp, "op" | "seq" | "error">>;
  readonly client: string;
}

type RawOp = { readonly raw: PushRequest["ops"][number]; readonly parsed: ParsedOp };

function runOps(ops: readonly RawOp[], run: Run) {
  const done: StoredOp[] = [];
  const results: OpResult[] = [];
  const retired = new Set<string>();
  let lastMid = run.pusher.last_mid;
  for (const { raw, parsed } of ops) {
    const { m, op } = raw;
    const error = stopAt(raw, parsed, lastMid, run);
    if (error) return { done, results, lastMid, retired, stop: { m, error } };
    const known = run.seen.get(m);
    if (m <= lastMid) {
      results.push(known?.error ? rejected(m, known.error) : { m, status: "duplicate", seq: known?.seq ?? 0 });
      continue;
    }
    const tag = run.randomTag();
    const refused = perform(parsed, tag, run);
    if (!refused && parsed.ok && parsed.op.r && hlcClient(parsed.op.h) !== run.client) retired.add(hlcClient(parsed.op.h));
    const stored = { m, op, seq: run.state.head, tag: refused ? null : tag, error: refused ?? null };
    run.seen.set(m, stored);
    done.push(stored);
    results.push(refused ? rejected(m, refused) : { m, status: "applied", seq: stored.seq });
    lastMid = m;
  }
  return { done, results, lastMid, retired };
}

/** Why neither this operation nor those after it can be looked at now; undefined if it can. */
function stopAt({ m, op }: RawOp["raw"], parsed: ParsedOp, lastMid: number, run: Run): WireError | undefined {
  if (m <= lastMid) {
    const known = run.seen.get(m);
    return known && known.op !== op ? forked() : undefined;
  }
  if (m > lastMid + 1) return { type: "gap", message: `Operations after ${lastMid} are missing.`, last_mid: lastMid };
  // Who misses operations is told of that first: the loss is more than that there are two of one id (CL9).
  if (run.pusher.retired) return forked();
  if (!parsed.ok) return undefined;
  if (hlcMs(parsed.op.h) > run.now + MAX_SKEW_MS)
    return { type: "hlc_future", message: "The clock of this device is more than a minute ahead of the server's.", now: run.now };
  if (parsed.op.x > run.state.head)
    return {
      type: "rewound",
      message: "The server has lost changes that this device had read. They are offered again.",
      head: run.space.head,
    };
  return undefined;
}

/** Applies one operation, or answers why it never will be: a poisoned one must not block those behind it. */
function perform(parsed: ParsedOp, tag: string, run: Run): WireError | undefined {
  if (run.pusher.role === "viewer") return { type: "forbidden", message: "You may read this space, not write to it." };
  if (!parsed.ok) return { type: parsed.type, message: parsed.message };
  if (run.state.apply(parsed.op, run.client, tag)) return undefined;
  return { type: "too_large", message: "The record would be larger than 1 MB or have more than 200 columns." };
}

/** What became of operations that came before, by `m`. The last one is known even when older ones were forgotten. */
async function storedOps(rows: SpaceRows, client: string, { last_mid, last_op_id }: Pusher, ops: readonly RawOp[]) {
  const again = ops.filter(({ raw }) => raw.m <= last_mid).map(({ raw }) => raw.m);
  const seen = new Map<number, Pick<StoredOp, "op" | "seq" | "error">>();
  if (again.length === 0) return seen;
  if (last_op_id !== null) seen.set(last_mid, { op: last_op_id, seq: 0, error: null });
  for (const row of await rows.ops(client, again[0]!, again.at(-1)!)) seen.set(row.m, row);
  return seen;
}

/** Where the space was at the times that operations offered again speak of. */
async function seqsBefore(rows: SpaceRows, ops: readonly RawOp[]): Promise<Map<number, number>> {
  const times = new Set(ops.flatMap(({ parsed }) => (parsed.ok && parsed.op.t !== undefined ? [parsed.op.t] : [])));
  const seqs = new Map<number, number>();
  for (const t of times) seqs.set(t, await rows.seqBefore(t));
  return seqs;
}

function uniquePlaces(parsed: readonly ParsedOp[]) {
  const places = new Map<string, { table: string; id: string }>();
  for (const { w } of parsed.filter((one): one is { ok: true; op: Op } => one.ok).map(({ op }) => op))
    for (const [table, id] of w) places.set(`${table} ${id}`, { table, id });
  return [...places.values()];
}

const rejected = (m: number, error: WireError): OpResult => ({ m, status: "rejected", error });
const forked = (): WireError => ({ type: "client_forked", message: "Two devices use the same client id. This one takes a new one." });
const refusal = ({ type, message, ...details }: WireError) => new WireRefusal(type, message, details);
