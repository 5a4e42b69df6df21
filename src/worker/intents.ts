import type { Mutation } from "../rpc/api.ts";
import type { Journal } from "./journal.ts";
import type { Timers } from "./timers.ts";

/** A leader that is awake acknowledges sooner than this; what takes longer is journaled. */
const PATIENCE_MS = 20;

/** Journals a follower's mutation while it waits for its acknowledgement (TAB7). */
export interface Intents {
  /** `settled` resolves when the mutation was acknowledged; without a leader that answers, it is journaled at once. */
  cover(mutation: Mutation, settled: Promise<unknown>, leaderAnswers: boolean): void;
  /** Applies what tabs left behind, oldest first; those that were applied before answer from their stored result. */
  replay(apply: (mutation: Mutation) => void, client?: string): Promise<void>;
}

export function createIntents(journal: Journal, client: string, timers: Timers): Intents {
  const complain = (error: unknown) => console.error("The journal of unacknowledged changes failed; the page's own copy remains.", error);
  return {
    cover(mutation, settled, leaderAnswers) {
      let put: Promise<void> | undefined;
      const callOff = timers.after(leaderAnswers ? PATIENCE_MS : 0, () => {
        put = journal.put(client, mutation);
        put.catch(complain);
      });
      const settle = () => {
        callOff();
        put?.then(() => journal.remove(mutation.id)).catch(complain);
      };
      settled.then(settle, settle);
    },
    async replay(apply, of) {
      try {
        for (const mutation of await journal.left(of)) {
          apply(mutation);
          await journal.remove(mutation.id);
        }
      } catch (error) {
        complain(error);
      }
    },
  };
}
