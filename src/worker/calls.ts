import { releaseProxy } from "comlink";
import type { Outcome, WorkerApi } from "../rpc/api.ts";
import type { Intents } from "./intents.ts";
import type { Router } from "./router.ts";
import type { StatusStore } from "./status.ts";

interface CallsDeps {
  readonly router: Router;
  readonly status: StatusStore;
  readonly intents: Intents;
  readonly isLeading: () => boolean;
}

/** What the page calls, led to whoever leads. A write that has to travel is noted in the journal first (TAB rules). */
export function createCalls({ router, status, intents, isLeading }: CallsDeps): Omit<WorkerApi, "suspend" | "resume"> {
  let lastWatch = 0;
  const heard = new Map<string, unknown>();
  return {
    mutate(mutation) {
      const settled = router.call({ kind: "mutate", mutation }) as Promise<Outcome[]>;
      if (!isLeading()) intents.cover(mutation, settled, status.current.role === "follower" && !status.current.stalled);
      return settled;
    },
    query: (name, args) => router.call({ kind: "query", name, args }) as Promise<Outcome>,
    async watch(name, args, onChange) {
      const id = `watch ${++lastWatch}`;
      heard.set(id, onChange);
      // An event may be under way when the watch is ended.
      router.watch(id, { kind: "watch", name, args }, (event) => void (heard.has(id) && onChange(event)));
      return id;
    },
    async unwatch(id) {
      router.end(id);
      letGo(heard.get(id));
      heard.delete(id);
    },
    async task(taskId, name, args, onProgress) {
      try {
        return await router.task(taskId, { kind: "task", name, args }, (progress) => void onProgress(progress));
      } finally {
        letGo(onProgress);
      }
    },
    cancel: async (taskId) => router.end(taskId),
    sql: (text, params) => router.call({ kind: "sql", text, params }) as Promise<Outcome<Record<string, unknown>[]>>,
    status: async () => ({ ...status.current, pending: router.pending }),
    onStatus: async (listener) => status.listen(listener),
  };
}

/**
 * A callback of the page is a port, and all that the callback names stays in the page's memory while the port is open:
 * without this until the garbage of this worker is collected, which may be minutes (LQ7).
 */
function letGo(callback: unknown): void {
  (callback as { [releaseProxy]?: () => void } | undefined)?.[releaseProxy]?.();
}
