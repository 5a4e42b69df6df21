import * as Comlink from "comlink";
import type { RandomBytes } from "../../base/ids.ts";
import type { Clock } from "../../base/time.ts";
import type { WorkerApi } from "../../rpc/api.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { workspaceStorage } from "./own-workspace.ts";
import { startWorker } from "./own-worker.ts";
import { supervise } from "./supervisor.ts";
import type { KeyValueStorage } from "./unsaved.ts";

/** Everything the client touches outside of itself; tests bring their own. */
export interface PageEnvironment {
  readonly api: WorkerApi;
  /** Marks a callback as one that the worker calls, not a value that is copied. */
  proxy<T extends object>(callback: T): T;
  readonly storage: KeyValueStorage;
  readonly lifecycle: Lifecycle;
  readonly now: Clock;
  readonly random: RandomBytes;
}

/** The real page: this tab's own worker, over Comlink. */
export function pageEnvironment(): PageEnvironment {
  const lifecycle = createLifecycle(document, window);
  const proxy = <T extends object>(callback: T) => Comlink.proxy(callback);
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return {
    api: supervise({ start: () => startWorker(lifecycle), proxy, wait, lifecycle }),
    proxy,
    storage: workspaceStorage(),
    lifecycle,
    now: Date.now,
    random: (bytes) => crypto.getRandomValues(bytes),
  };
}
