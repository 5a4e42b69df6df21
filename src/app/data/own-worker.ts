import * as Comlink from "comlink";
import type { WorkerApi } from "../../rpc/api.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { ownWorkspace } from "./own-workspace.ts";
import type { OwnWorker } from "./supervisor.ts";

let begun: Worker | undefined;

const create = () => new Worker(new URL("../../worker/main.ts", import.meta.url), { type: "module", name: ownWorkspace() });

/** Starts the worker before the rest of the page is made, so that the database opens meanwhile. */
export function beginWorker(): void {
  begun ??= create();
}

/** The worker that was begun, or another one. */
export function startWorker(lifecycle: Lifecycle): OwnWorker {
  const worker = begun ?? create();
  begun = undefined;
  return { api: Comlink.wrap<WorkerApi>(worker), gone: deathOf(worker, lifecycle), end: () => worker.terminate() };
}

/**
 * A worker that dies tells nobody, but its locks are free then. So it holds one and names it (src/worker/life.ts), and
 * the page queues behind it. While the page rests, neither holds or wants it: that would keep it out of the back/forward cache.
 */
function deathOf(worker: Worker, lifecycle: Lifecycle): Promise<void> {
  return new Promise((resolve) => {
    let waiting = new AbortController();
    let lived = false;
    lifecycle.onStop(() => waiting.abort());
    worker.addEventListener("message", ({ data }: MessageEvent<{ lives?: string } | null>) => {
      if (typeof data?.lives !== "string") return;
      lived = true;
      waiting.abort();
      waiting = new AbortController();
      navigator.locks.request(data.lives, { signal: waiting.signal }, () => resolve()).catch(() => undefined);
    });
    // Before it lived it could not be loaded; later errors are bugs that it survives.
    worker.addEventListener("error", () => lived || resolve());
  });
}
