import * as v from "valibot";
import { isHlc } from "../base/hlc.ts";
import { utf8Length } from "../base/utf8.ts";
import type { WireError } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { clientId, count, isName, isRowId, randomId } from "./names.ts";
import { isWireValue, type WireValue } from "./value.ts";

/** One record's part of a local transaction. With `done` it may have no columns. */
export type Write = readonly [table: string, id: string, cells: Readonly<Record<string, WireValue>>, more?: WriteOptions];

export interface WriteOptions {
  /** Columns whose losers nobody needs to see (order, read marks): no conflict is kept. */
  readonly quiet?: readonly string[];
  /** Of columns: the clock of the conflict that this write resolves. */
  readonly done?: Readonly<Record<string, string>>;
  /** Of columns: the clock of what had been there when the change was made and was lost since. */
  readonly over?: Readonly<Record<string, string>>;
}

/** One local transaction. */
export interface Op {
  /** Counts from 1 for this client in this space, without gaps. */
  readonly m: number;
  /** Random; the same operation has the same id however often it is sent. */
  readonly op: string;
  /** Up to which seq everything had been read when the change was made: that of a pull's last page, for a record of its own that was read later. */
  readonly x: number;
  /** When; of this client, unless `r`. */
  readonly h: string;
  readonly w: readonly Write[];
  /**
   * Offered again after the server lost it (PR5): cells (`state`) or losers of conflicts (`conflict`) that the server had accepted
   * once, with the clock they had then.
   */
  readonly r?: "state" | "conflict";
  /** Of `state`: the server's time up to which this client had read everything when it was lost. What was written later did not know of it. */
  readonly t?: number;
}

/**
 * `POST /v1/spaces/:id/push`. What an operation says is judged one by one, so that one that cannot be read does not block those
 * after it; only `m` and `op` must be there.
 */
export const pushRequest = v.object({
  v: count,
  sv: count,
  client: clientId,
  tok: v.nullable(v.string()),
  ops: v.array(v.looseObject({ m: v.pipe(count, v.minValue(1)), op: randomId })),
});
export type PushRequest = v.InferOutput<typeof pushRequest>;

export type OpResult =
  | { readonly m: number; readonly status: "applied" | "duplicate"; readonly seq: number }
  /** Terminal: it will never be applied, and those after it go on. */
  | { readonly m: number; readonly status: "rejected"; readonly error: WireError };

export interface PushAnswer {
  /** The server's time; also the time at which these operations came to be. */
  readonly now: number;
  readonly head: number;
  readonly last_mid: number;
  readonly results: readonly OpResult[];
  /** Why the operations from `m` on were not looked at (`gap`, `client_forked`, `hlc_future`, `rewound`). */
  readonly stop?: { readonly m: number; readonly error: WireError };
}

export type ParsedOp =
  | { readonly ok: true; readonly op: Op }
  | { readonly ok: false; readonly type: "invalid" | "too_large"; readonly message: string };

/** Reads one operation of a push by hand: quick, and with words about the first thing that is wrong. */
export function parseOp(raw: PushRequest["ops"][number], client: string): ParsedOp {
  const { m, op, x, h, w, r, t } = raw;
  if (!isCount(x)) return bad("x must be a whole number.");
  if (typeof h !== "string" || !isHlc(h)) return bad("h must be 32 hexadecimal digits.");
  if (r !== undefined && r !== "state" && r !== "conflict") return bad("r must be state or conflict.");
  if (t !== undefined && !isCount(t)) return bad("t must be a whole number.");
  if (r === undefined && !h.endsWith(client)) return bad("h is the clock of another client.");
  if (!Array.isArray(w) || w.length === 0) return bad("w must be a list of writes.");
  if (w.length > LIMITS.writesPerOp) return tooLarge(`An operation writes at most ${LIMITS.writesPerOp} records.`);
  for (const write of w as unknown[]) {
    const wrong = wrongWrite(write);
    if (wrong) return wrong;
  }
  return { ok: true, op: { m, op, x, h, w: w as Write[], ...(r && { r }), ...(t !== undefined && { t }) } };
}

const isCount = (x: unknown): x is number => typeof x === "number" && Number.isSafeInteger(x) && x >= 0;

function wrongWrite(write: unknown): ParsedOp | undefined {
  if (!Array.isArray(write) || write.length < 3 || write.length > 4) return bad("A write is [table, id, {column: value}].");
  const [table, id, cells, more] = write as unknown[];
  if (!isName(table)) return bad("The name of a table has letters, digits, _ . $ -, at most 64.");
  if (!isRowId(id)) return bad("The id of a record has letters, digits and _ . : ~ % + = / @ -, at most 256.");
  if (!isObject(cells)) return bad("A write names its columns: {column: value}.");
  if (more !== undefined && !isOptions(more)) return bad("A write ends with {quiet: [column], done: {column: clock}}.");
  const entries = Object.entries(cells);
  if (entries.length > LIMITS.columnsPerRecord || (entries.length === 0 && Object.keys(more?.done ?? {}).length === 0))
    return bad(`A write has 1 to ${LIMITS.columnsPerRecord} columns.`);
  for (const [column, value] of entries) {
    if (!isName(column)) return bad("The name of a column has letters, digits, _ . $ -, at most 64.");
    if (!isWireValue(value)) return bad(`The value of ${column} is not one of the wire.`);
    if (wireBytes(value) > LIMITS.valueBytes) return tooLarge(`The value of ${column} is larger than ${LIMITS.valueBytes} bytes.`);
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const isOptions = (value: unknown): value is WriteOptions =>
  isObject(value) && isListOf(value["quiet"], isName) && isClocks(value["done"]) && isClocks(value["over"]);

const isClock = (text: unknown) => typeof text === "string" && isHlc(text);
const isClocks = (of: unknown) => of === undefined || (isObject(of) && Object.values(of).every(isClock));

const isListOf = (list: unknown, isOne: (item: unknown) => boolean) => list === undefined || (Array.isArray(list) && list.every(isOne));

/** Bytes of a value as UTF-8, tags and quotes left out. */
function wireBytes(value: WireValue): number {
  if (typeof value === "string") return utf8Length(value);
  return Array.isArray(value) ? utf8Length(String(value[1])) : 8;
}

const bad = (message: string): ParsedOp => ({ ok: false, type: "invalid", message });
const tooLarge = (message: string): ParsedOp => ({ ok: false, type: "too_large", message });
