import type { Locks } from "./locks.ts";
import type { Timers } from "./timers.ts";

/** One time of being leader: begun with the lock held, ended before it is released. */
export interface Term {
  /** Finishes what runs, checkpoints, closes the database. */
  end(): Promise<void>;
}

interface CandidacyDeps {
  readonly locks: Locks;
  readonly lockName: string;
  readonly timers: Timers;
  /** Opens the database; null if it cannot be opened at all: then this tab stops standing. */
  begin(): Promise<Term | null>;
}

/** Whether this tab waits for the lock, holds it, or stands back. At most one tab at a time holds it: the browser sees to that (TAB1). */
export interface Candidacy {
  stand(): void;
  /** Ends the term or withdraws; resolves once the lock is free of this tab. */
  withdraw(): Promise<void>;
  /** Ends the term or withdraws, then stands again behind the others. */
  standBack(ms: number): Promise<void>;
  readonly leading: boolean;
}

export function createCandidacy({ locks, lockName, timers, begin }: CandidacyDeps): Candidacy {
  let attempt: { abort: AbortController; resign: () => void; over: Promise<void> } | null = null;
  /** What the tab wants now; an attempt that is still ending is followed by another if it changed its mind. */
  let wanted = false;
  let leading = false;
  /** Counts what the tab was told; an instruction that had to wait does nothing if another followed. */
  let told = 0;
  let callOff = () => {};

  const hold = async (resigned: Promise<void>) => {
    const term = await begin();
    if (!term) {
      wanted = false;
      return;
    }
    leading = true;
    await resigned;
    leading = false;
    await term.end();
  };
  const tryOnce = () => {
    const abort = new AbortController();
    let resign = () => {};
    const resigned = new Promise<void>((resolve) => (resign = resolve));
    const over = locks
      .request(lockName, () => hold(resigned), abort.signal)
      .then(() => {
        attempt = null;
        if (wanted) tryOnce();
      });
    attempt = { abort, resign, over };
  };
  const stand = () => {
    told++;
    callOff();
    wanted = true;
    if (!attempt) tryOnce();
  };
  const withdraw = async () => {
    told++;
    callOff();
    wanted = false;
    attempt?.abort.abort();
    attempt?.resign();
    await attempt?.over;
  };

  return {
    get leading() {
      return leading;
    },
    stand,
    withdraw,
    async standBack(ms) {
      const withdrawn = withdraw();
      const since = told;
      await withdrawn;
      if (since === told) callOff = timers.after(ms, stand);
    },
  };
}
