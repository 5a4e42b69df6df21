import type { Connection } from "./connection.ts";
import type { WriteSet } from "./live.ts";

/** Long enough to save most of the cost of commits, short enough that nobody waits long for one (IM7). */
const LONGEST_MS = 150;

interface Group {
  readonly since: number;
  readonly batches: Set<string>;
  readonly writes: WriteSet;
}

/**
 * Group commit: the steps of bulk work share a transaction that stays open between them, and others read what is in
 * it. It is committed after a while, or as soon as anybody else writes; if that fails, whoever wrote in it hears of it (CH7).
 */
export class GroupCommit {
  private readonly connection: Connection;
  private readonly tell: (writes: WriteSet) => void;
  private group: Group | null = null;
  /** Batches of which steps were lost with their group, and which must not go on. */
  private readonly lost = new Map<string, unknown>();

  constructor(connection: Connection, tell: (writes: WriteSet) => void) {
    this.connection = connection;
    this.tell = tell;
  }

  /**
   * Runs a step of bulk work inside the group. It is no savepoint, at each of which FTS5 would write what it has
   * gathered as another piece of the index: if it throws, the group is given up with it. `at`: milliseconds UTC.
   */
  step<T>(batch: string, at: number, writes: WriteSet, work: () => T): T {
    this.goOn(batch);
    if (!this.group) {
      this.connection.begin();
      this.group = { since: at, batches: new Set(), writes };
    }
    const { group } = this;
    group.batches.add(batch);
    try {
      const result = work();
      if (group.writes !== writes) group.writes.add(writes);
      if (at - group.since >= LONGEST_MS) this.commit(batch);
      return result;
    } catch (error) {
      this.lose(error, batch);
      throw error;
    }
  }

  /** Throws what befell earlier steps of the batch if they were lost. */
  goOn(batch: string): void {
    if (!this.lost.has(batch)) return;
    const error = this.lost.get(batch);
    this.lost.delete(batch);
    throw error;
  }

  /** Commits what is open, if anything is. `by`: the batch whose step this ends, which needs no other word of a failure. */
  commit(by?: string): void {
    const { group } = this;
    if (!group) return;
    try {
      this.connection.commit();
    } catch (error) {
      this.lose(error, by);
      throw error;
    }
    this.group = null;
    this.tell(group.writes);
  }

  /** `knowing`: the batch that hears of it by this very error. */
  private lose(error: unknown, knowing?: string): void {
    if (!this.group) return;
    const { batches, writes } = this.group;
    this.group = null;
    this.connection.rollback();
    for (const batch of batches) if (batch !== knowing) this.lost.set(batch, error);
    // They were read by others in the meantime.
    this.tell(writes);
  }
}
