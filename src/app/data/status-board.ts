import type { Status, WorkerApi } from "../../rpc/api.ts";

export interface StatusBoard {
  readonly ready: Promise<void>;
  status(): Promise<Status>;
  onStatus(listener: (status: Status) => void): () => void;
  setPending(count: number): void;
}

/** Joins what the worker tells with what only the page knows: how many mutations are not acknowledged yet. */
export function createStatusBoard(api: Pick<WorkerApi, "onStatus" | "status">, proxy: <T extends object>(callback: T) => T): StatusBoard {
  const listeners = new Set<(status: Status) => void>();
  let becomeReady: () => void;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  let known: Status | undefined;
  let pending = 0;
  const whole = (status: Status): Status => ({ ...status, pending });

  void api.onStatus(
    proxy((status) => {
      known = status;
      if (status.failure || status.role === "leader" || status.role === "follower") becomeReady();
      for (const listener of listeners) listener(whole(status));
    }),
  );

  return {
    ready,
    status: async () => whole(await api.status()),
    onStatus(listener) {
      listeners.add(listener);
      if (known) listener(whole(known));
      return () => listeners.delete(listener);
    },
    setPending(count) {
      pending = count;
      if (known) for (const listener of listeners) listener(whole(known));
    },
  };
}
