import { Digest } from "../../src/protocol/digest.ts";
import type { Op } from "../../src/protocol/push.ts";
import { conflictKey, Draft, recordKey } from "./draft.ts";
import type { SpaceChange, SpaceRow, StoredConflict, StoredOp, StoredRecord } from "./space-rows.ts";

/** The part of a space that a push touches, as it becomes operation by operation; saved at the end in a few statements. */
export class SpaceState {
  readonly records: Map<string, StoredRecord>;
  readonly conflicts: Map<string, StoredConflict>;
  readonly #changed = { records: new Set<string>(), conflicts: new Set<string>() };
  readonly #digest: Digest;
  #head: number;
  #tag: string;
  /** The last seq before each time that an operation offered again speaks of. */
  readonly seqsBefore: ReadonlyMap<number, number>;

  constructor(
    space: SpaceRow,
    records: readonly StoredRecord[],
    conflicts: readonly StoredConflict[],
    seqsBefore: ReadonlyMap<number, number>,
  ) {
    this.seqsBefore = seqsBefore;
    this.#head = space.head;
    this.#tag = space.head_tag;
    this.#digest = new Digest(space.digest);
    this.records = new Map(records.map((record) => [recordKey(record.table, record.id), record]));
    this.conflicts = new Map(conflicts.map((one) => [conflictKey(one.table, one.id, one.column, one.hlc), one]));
  }

  get head(): number {
    return this.#head;
  }

  /** Applies one operation at the next seq, whole; false if a record would be too large. */
  apply(op: Op, client: string, tag: string): boolean {
    const draft = new Draft(this, op, client, this.#head + 1);
    for (const write of op.w) draft.write(write);
    const records = draft.finished();
    if (!records) return false;
    this.#head += 1;
    this.#tag = tag;
    for (const record of records) this.#replace(record);
    for (const [key, conflict] of draft.conflicts) {
      this.conflicts.set(key, conflict);
      this.#changed.conflicts.add(key);
    }
    return true;
  }

  change(ops: readonly StoredOp[], retired: ReadonlySet<string>): SpaceChange {
    const changed = <T>(all: Map<string, T>, keys: Set<string>) => [...keys].map((key) => all.get(key)!);
    return {
      head: this.#head,
      head_tag: this.#tag,
      digest: this.#digest.toString(),
      records: changed(this.records, this.#changed.records),
      conflicts: changed(this.conflicts, this.#changed.conflicts),
      ops,
      retired: [...retired],
    };
  }

  #replace(record: StoredRecord): void {
    const { table, id, cells, seq } = record;
    const key = recordKey(table, id);
    const before = this.records.get(key)?.cells ?? {};
    for (const [column, [, hlc, at]] of Object.entries(cells))
      if (at === seq) this.#digest.change(table, id, column, Object.hasOwn(before, column) ? before[column]![1] : undefined, hlc);
    this.records.set(key, record);
    this.#changed.records.add(key);
  }
}
