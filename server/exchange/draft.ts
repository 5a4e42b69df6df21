import { decodeHlc, encodeHlc, hlcClient, tick } from "../../src/base/hlc.ts";
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
    if (this.#op.r === "conflict") for (const [column, value] of Object.entries(cells)) this.#keepAgain(record, column, value);
    else {
      const refused = this.#meetDeletion(record, cells, quiet);
      for (const [column, value] of Object.entries(cells))
        if (column !== refused) this.#change(record, column, value, quiet.has(column), more.over?.[column]);
    }
    for (const conflict of this.#conflictsOf(table, id)) if (more.done?.[conflict.column] === conflict.hlc) this.#resolve(conflict);
  }

  /**
   * PR2: a change by somebody who had seen the cell replaces it. Of two that did not know of each other the later clock
   * stays, except that alive stays against deleted; the other becomes a conflict at the same seq.
   */
  #change(record: DraftRecord, column: string, value: WireValue, quiet: boolean, over?: string): void {
    const { h } = this.#op;
    const current = cellOf(record, column);
    if (current && current[1] === h) return;
    const isLater = !current || h > current[1];
    if (!current || !this.#isConcurrent(current)) {
      if (isLater || !this.#isAgain) this.#set(record, column, value, over);
    } else if (sameValue(column, current[0], value)) {
      if (isLater) this.#set(record, column, value, over);
    } else if (column === DELETED ? value === null : isLater) {
      if (!quiet) this.#keep(record, column, current[0], current[1]);
      this.#set(record, column, value, over);
    } else {
      if (!quiet) this.#keep(record, column, value, h);
      if (this.#isAgain && column === DELETED && isLater) this.#stay(record);
    }
    if (this.#isAgain) return;
    // What this client lost before and has now written over itself needs nobody's decision.
    for (const lost of this.#conflictsOf(record.table, record.id))
      if (lost.column === column && lost.hlc !== h && hlcClient(lost.hlc) === this.#client) this.#resolve(lost);
  }

  /**
   * Deleted on one side and edited on the other (PR7): the record stays, the deletion is a conflict; what is deleted already stays so.
   * Answers the column that must not be written: the deletion, if it is the one that comes later.
   */
  #meetDeletion(record: DraftRecord, cells: Write[2], quiet: ReadonlySet<string>): string | undefined {
    const { h } = this.#op;
    const edited = (column: string) => column !== DELETED && !quiet.has(column);
    const isNews = (column: string) => !this.#isAgain || h > (cellOf(record, column)?.[1] ?? "");
    const deletion = Object.hasOwn(cells, DELETED) ? cells[DELETED]! : null;
    const gone = cellOf(record, DELETED);
    const isGone = gone !== undefined && gone[0] !== null;
    if (deletion !== null) {
      if (isGone) return undefined;
      const others = Object.entries(record.cells).some(([column, cell]) => edited(column) && this.#isConcurrent(cell));
      if (!others || !isNews(DELETED)) return undefined;
      this.#keep(record, DELETED, deletion, h);
      if (this.#isAgain) this.#stay(record);
      return DELETED;
    }
    const edits = Object.keys(cells).some((column) => edited(column) && isNews(column));
    if (isGone && this.#isConcurrent(gone) && !Object.hasOwn(cells, DELETED) && edits) {
      this.#keep(record, DELETED, gone[0], gone[1]);
      this.#set(record, DELETED, null);
    }
    return undefined;
  }

  /** Who offers a deletion again no longer has the record: so it is told that it stays, by a clock that nobody has read as the deletion's. */
  #stay(record: DraftRecord): void {
    this.#set(record, DELETED, null, undefined, encodeHlc(tick(decodeHlc(this.#op.h), 0)));
  }

  #keepAgain(record: DraftRecord, column: string, value: WireValue): void {
    if (cellOf(record, column)?.[1] !== this.#op.h) this.#keep(record, column, value, this.#op.h);
  }

  /** Once accepted, lost, and now offered again (PR5): among what was accepted before the later clock had the last word. */
  get #isAgain(): boolean {
    return this.#op.r === "state";
  }

  /** Whether this operation did not know of the cell. What is offered again knew of everything that had come to be when it was lost. */
  #isConcurrent([, hlc, seq, again]: WireCell): boolean {
    const { x, t } = this.#op;
    if (!this.#isAgain) return seq > x && hlcClient(hlc) !== this.#client;
    return t !== undefined && (typeof again === "number" ? again > t : seq > this.#state.seqsBefore.get(t)!);
  }

  #set(record: DraftRecord, column: string, value: WireValue, over?: string, h = this.#op.h): void {
    const { t } = this.#op;
    const again = t ?? over ?? this.#offeredAgain(cellOf(record, column));
    record.cells[column] = again === undefined ? [value, h, this.#seq] : [value, h, this.#seq, again];
    record.touched = true;
  }

  /** The clock of what was offered again and is now replaced by somebody who has seen it. */
  #offeredAgain(before: WireCell | undefined): string | undefined {
    if (!before || this.#isConcurrent(before)) return undefined;
    return typeof before[3] === "number" ? before[1] : before[3];
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
/** Two deletions are the same, whatever their values: only null is not one. */
const sameValue = (column: string, a: WireValue, b: WireValue) =>
  column === DELETED ? (a === null) === (b === null) : JSON.stringify(a) === JSON.stringify(b);

export const recordKey = (table: string, id: string) => `${table} ${id}`;
export const conflictKey = (table: string, id: string, column: string, hlc: string) => `${table} ${id} ${column} ${hlc}`;
