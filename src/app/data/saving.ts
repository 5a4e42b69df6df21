import type { Outcome } from "../../base/result.ts";
import type { Mutation, WorkerApi } from "../../rpc/api.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Unsaved } from "./unsaved.ts";

interface SavingDeps {
  readonly api: Pick<WorkerApi, "mutate" | "suspend" | "resume">;
  readonly unsaved: Unsaved;
  readonly lifecycle: Lifecycle;
  onPending(count: number): void;
}

export interface Saving {
  mutate(mutation: Mutation): Promise<Outcome[]>;
  onFlush(save: () => void): () => void;
  flush(): Promise<void>;
  /** Sends again what earlier pages left behind (failure 9). */
  replay(): void;
}

/** Keeps every mutation in sight from the moment it is minted until its commit was acknowledged (TAB9). */
export function createSaving({ api, unsaved, lifecycle, onPending }: SavingDeps): Saving {
  const pending = new Map<string, { mutation: Mutation; done: Promise<Outcome[]> }>();
  const savers = new Set<() => void>();

  const send = (mutation: Mutation): Promise<Outcome[]> => {
    const done = api.mutate(mutation).finally(() => {
      pending.delete(mutation.id);
      unsaved.forget(mutation.id);
      onPending(pending.size);
    });
    pending.set(mutation.id, { mutation, done });
    onPending(pending.size);
    return done;
  };
  const saveAll = () => savers.forEach((save) => save());

  lifecycle.onHide(() => {
    saveAll();
    unsaved.keep([...pending.values()].map(({ mutation }) => mutation));
    void api.suspend(false);
  });
  lifecycle.onStop(() => void api.suspend(true));
  lifecycle.onReturn(() => void api.resume());

  return {
    mutate: send,
    onFlush(save) {
      savers.add(save);
      return () => savers.delete(save);
    },
    async flush() {
      saveAll();
      await Promise.allSettled([...pending.values()].map(({ done }) => done));
    },
    replay() {
      for (const mutation of unsaved.left()) {
        send(mutation).then(
          (outcomes) => outcomes.forEach((outcome) => outcome.ok || console.warn("A change kept from an earlier page was refused:", outcome.error)),
          (error: unknown) => console.error("A change kept from an earlier page could not be sent:", error),
        );
      }
    },
  };
}
