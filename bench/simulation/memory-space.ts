import { WireRefusal } from "../../server/http/refusal.ts";
import type { Role } from "../../src/protocol/spaces.ts";
import type { PageRows } from "../../server/exchange/page-rows.ts";
import type { SpaceRow, SpaceRows, StoredConflict, StoredOp, StoredRecord } from "../../server/exchange/space-rows.ts";

interface ClientRow {
  user: string;
  last_mid: number;
  last_op_id: string;
  retired?: boolean;
}

/** What the tables of one space hold, as values that can be copied for a backup. */
export interface SpaceData {
  row: SpaceRow;
  records: Map<string, StoredRecord & { at: number }>;
  conflicts: Map<string, StoredConflict>;
  ops: Map<string, Map<number, StoredOp>>;
  clients: Map<string, ClientRow>;
  /** When each seq came to be. */
  times: Map<number, number>;
}

/** Faults to be found out by the simulation. */
export interface ServerFaults {
  readonly cutPages?: boolean;
  readonly forgetRefused?: boolean;
  readonly forgetOps?: boolean;
  readonly ignoreTags?: (seq: number) => string | undefined;
}

export const emptySpace = (epoch: string): SpaceData => ({
  row: {
    space_id: "space-one",
    epoch,
    head: 0,
    head_tag: "0000000000000000",
    gc_floor: 0,
    digest: "0000000000000000",
    min_sv: 0,
    member_rev: 1,
  },
  records: new Map(),
  conflicts: new Map(),
  ops: new Map(),
  clients: new Map(),
  times: new Map(),
});

const place = (table: string, id: string) => `${table} ${id}`;

/** The rows of a space in memory, behind the seam that the databases are behind. `pause` lets others in where a database would. */
export function memoryRows(
  data: () => SpaceData,
  role: (user: string) => Role | null,
  pause: () => Promise<void>,
  faults: ServerFaults,
): { push: SpaceRows; pull: PageRows } {
  const tag = async (seq: number) => faults.ignoreTags?.(seq) ?? tagOf(data(), seq);
  let locked: SpaceData | null = null;
  const push: SpaceRows = {
    async lock() {
      locked = data();
      return { ...locked.row };
    },
    async pusher(user, client) {
      await pause();
      const known = data().clients.get(client);
      return {
        role: role(user),
        client_user: known?.user || null,
        last_mid: known?.last_mid ?? 0,
        last_op_id: known?.last_op_id ?? null,
        retired: known?.retired ?? false,
      };
    },
    tag,
    seqBefore: async (at) => Math.max(0, ...[...data().times].filter(([, time]) => time < at).map(([seq]) => seq)),
    ops: async (client, from, to) => [...(data().ops.get(client)?.values() ?? [])].filter(({ m }) => m >= from && m <= to),
    async records(places) {
      const found = places.flatMap(({ table, id }) => data().records.get(place(table, id)) ?? []);
      await pause();
      return found;
    },
    async conflicts(places) {
      const wanted = new Set(places.map(({ table, id }) => place(table, id)));
      return [...data().conflicts.values()].filter(({ table, id }) => wanted.has(place(table, id)));
    },
    async save(client, user, at, change) {
      // The server was restored or wiped in the middle: a transaction that was open is lost.
      if (locked !== data()) throw new WireRefusal("unavailable", "The server is starting again.");
      const { row, records, conflicts, ops, clients } = data();
      for (const id of change.retired) clients.set(id, { user: "", last_mid: 0, last_op_id: "", ...clients.get(id), retired: true });
      for (const record of change.records) records.set(place(record.table, record.id), { ...record, at });
      for (const one of change.conflicts) conflicts.set(`${place(one.table, one.id)} ${one.column} ${one.hlc}`, one);
      const done = faults.forgetRefused ? change.ops.filter(({ error }) => !error) : change.ops;
      const known = ops.get(client) ?? new Map<number, StoredOp>();
      for (const op of done) {
        known.set(op.m, op);
        if (op.tag !== null) data().times.set(op.seq, at);
      }
      ops.set(client, known);
      const last = done.at(-1);
      if (last && !faults.forgetOps) clients.set(client, { user, last_mid: last.m, last_op_id: last.op });
      data().row = { ...row, head: change.head, head_tag: change.head_tag, digest: change.digest };
    },
  };
  const between = <T extends { seq: number }>(all: Iterable<T>, from: number, to = Infinity) =>
    [...all].filter(({ seq }) => seq > from && seq <= to).toSorted((a, b) => a.seq - b.seq);
  const pull: PageRows = {
    async reader(user, client) {
      const known = data().clients.get(client);
      return { ...data().row, role: role(user), last_mid: known?.last_mid ?? 0 };
    },
    tag,
    op: async (client, m) => data().ops.get(client)?.get(m)?.op,
    sizes: async (from, limit) =>
      [...between(data().records.values(), from), ...between(data().conflicts.values(), from)]
        .map(({ seq }) => ({ seq, size: 100 }))
        .toSorted((a, b) => a.seq - b.seq)
        .slice(0, limit),
    async records(from, to) {
      const found = between(data().records.values(), from, to).map(({ table, id, seq, at, text }) => ({
        tbl: table,
        id,
        seq,
        at,
        cells: text,
      }));
      return faults.cutPages && found.length > 1 && to < data().row.head ? found.slice(0, -1) : found;
    },
    conflicts: async (from, to) =>
      between(data().conflicts.values(), from, to).map(({ table, id, column, value, hlc, seq, resolved }) => ({
        tbl: table,
        id,
        col: column,
        value: JSON.stringify(value),
        hlc,
        seq,
        resolved,
      })),
    members: async () => [],
    rejected: async (client, from) =>
      [...(data().ops.get(client)?.values() ?? [])]
        .filter(({ error, seq }) => error && seq >= from)
        .map(({ m, op, error }) => ({ m, op, error: error! })),
  };
  return { push, pull };
}

const tagOf = ({ ops }: SpaceData, seq: number): string | undefined => {
  for (const known of ops.values()) for (const op of known.values()) if (op.seq === seq && op.tag !== null) return op.tag;
  return undefined;
};
