import { hlcClient } from "../../src/base/hlc.ts";
import { utf8Length } from "../../src/base/utf8.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { DELETED } from "../../src/protocol/names.ts";
import type { WireCell } from "../../src/protocol/pull.ts";
import type { Op, Write } from "../../src/protocol/push.ts";
import type { WireValue } from "../../src/protocol/value.ts";
import type { SpaceState } from "./space-state.ts";
import type { StoredConflict, StoredRecord } from "./space-rows.ts";

interface DraftRecord {
  readonly table: string;
  readonly id: string;
  readonly cells: Record<string, WireCell>;
  touched: boolean;
}

/** What one operation makes of a space: worked out beside it, so that one that turns out too large leaves nothing behind. */
export class Draft {
  readonly conflicts = new Map<string, StoredConflict>();
  readonly #records = new Map<string, DraftRecord>();
  readonly #state: SpaceState;
  readonly #op: Op;
  readonly #client: string;
  readonly #seq: number;
  constructor(state: SpaceState, op: Op, client: string, seq: number) {
    this.#state = state;
    this.#op = op;
    this.#client = client;
    this.#seq = seq;
  }

  /** The records that changed; undefined if one of them is too large. */
  finished(): StoredRecord[] | undefined {
    const records: StoredRecord[] = [];
    for (const { table, id, cells, touched } of this.#records.values()) {
      if (!touched) continue;
      const text = JSON.stringify(cells);
      const size = utf8Length(text);
      if (size > LIMITS.recordBytes || Object.keys(cells).length > LIMITS.columnsPerRecord) return undefined;
      records.push({ table, id, seq: this.#seq, cells, text, size });
    }
    return records;
  }

  write([table, id, cells, more = {}]: Write): void {
    const record = this.#record(table, id);
    const quiet = new Set(more.quiet);
    if (this.#op.r) for (const [column, value] of Object.entries(cells)) this.#restore(record, column, value, this.#op.r);
    else {
      const refused = this.#meetDeletion(record, cells, quiet);
      for (const [column, value] of Object.entries(cells)) if (column !== refused) this.#change(record, column, value, quiet.has(column));
    }
    for (const conflict of this.#conflictsOf(table, id)) if (more.done?.includes(conflict.hlc)) this.#resolve(conflict);
  }

  /**
   * PR2: a change by somebody who had seen the cell replaces it. Of two that did not know of each other the later clock
   * stays, except that alive stays against deleted; the other becomes a conflict at the same seq.
   */
  #change(record: DraftRecord, column: string, value: WireValue, quiet: boolean): void {
    const current = cellOf(record, column);
    if (current && current[1] === this.#op.h) return;
    if (!current || !this.#isConcurrent(current)) this.#set(record, column, value);
    else if (sameValue(current[0], value)) {
      if (this.#op.h > current[1]) this.#set(record, column, value);
    } else if (column === DELETED ? value === null : this.#op.h > current[1]) {
      if (!quiet) this.#keep(record, column, current[0], current[1]);
      this.#set(record, column, value);
    } else if (!quiet) this.#keep(record, column, value, this.#op.h);
    // What this client lost before and has now written over itself needs nobody's decision.
    for (const lost of this.#conflictsOf(record.table, record.id))
      if (lost.column === column && lost.hlc !== this.#op.h && hlcClient(lost.hlc) === this.#client) this.#resolve(lost);
  }

  /**
   * Deleted on one side and edited on the other (PR7): the record stays, the deletion is a conflict. Answers the column that must not be
   * written: the deletion, if it is the one that comes later.
   */
  #meetDeletion(record: DraftRecord, cells: Write[2], quiet: ReadonlySet<string>): string | undefined {
    const edited = (column: string) => column !== DELETED && !quiet.has(column);
    const deletion = Object.hasOwn(cells, DELETED) ? cells[DELETED]! : null;
    if (deletion !== null) {
      const others = Object.entries(record.cells).some(([column, cell]) => edited(column) && this.#isConcurrent(cell));
      if (others) this.#keep(record, DELETED, deletion, this.#op.h);
      return others ? DELETED : undefined;
    }
    const gone = cellOf(record, DELETED);
    if (gone && gone[0] !== null && this.#isConcurrent(gone) && !Object.hasOwn(cells, DELETED) && Object.keys(cells).some(edited)) {
      this.#keep(record, DELETED, gone[0], gone[1]);
      this.#set(record, DELETED, null);
    }
    return undefined;
  }

  /** Once accepted, now offered again (PR5): among accepted cells the later clock is the one that had the last word. */
  #restore(record: DraftRecord, column: string, value: WireValue, as: "state" | "conflict"): void {
    const current = cellOf(record, column);
    if (as === "state" && (!current || this.#op.h > current[1])) this.#set(record, column, value);
    if (as === "conflict" && current?.[1] !== this.#op.h) this.#keep(record, column, value, this.#op.h);
  }

  #isConcurrent(cell: WireCell): boolean {
    return cell[2] > this.#op.x && hlcClient(cell[1]) !== this.#client;
  }

  #set(record: DraftRecord, column: string, value: WireValue): void {
    record.cells[column] = [value, this.#op.h, this.#seq];
    record.touched = true;
  }

  #keep({ table, id }: DraftRecord, column: string, value: WireValue, hlc: string): void {
    const key = conflictKey(table, id, column, hlc);
    if (this.conflicts.has(key) || this.#state.conflicts.has(key)) return;
    this.conflicts.set(key, { table, id, column, value, hlc, seq: this.#seq, resolved: 0 });
  }

  #resolve(conflict: StoredConflict): void {
    if (conflict.resolved === 1) return;
    this.conflicts.set(conflictKey(conflict.table, conflict.id, conflict.column, conflict.hlc), {
      ...conflict,
      seq: this.#seq,
      resolved: 1,
    });
  }

  #conflictsOf(table: string, id: string): StoredConflict[] {
    if (this.#state.conflicts.size + this.conflicts.size === 0) return [];
    const all = new Map([...this.#state.conflicts, ...this.conflicts]);
    return [...all.values()].filter((conflict) => conflict.table === table && conflict.id === id);
  }

  #record(table: string, id: string): DraftRecord {
    const key = recordKey(table, id);
    const known = this.#records.get(key);
    if (known) return known;
    const record = { table, id, cells: { ...this.#state.records.get(key)?.cells }, touched: false };
    this.#records.set(key, record);
    return record;
  }
}

const cellOf = (record: DraftRecord, column: string) => (Object.hasOwn(record.cells, column) ? record.cells[column] : undefined);
const sameValue = (a: WireValue, b: WireValue) => JSON.stringify(a) === JSON.stringify(b);

export const recordKey = (table: string, id: string) => `${table} ${id}`;
export const conflictKey = (table: string, id: string, column: string, hlc: string) => `${table} ${id} ${column} ${hlc}`;
