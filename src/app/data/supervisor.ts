import type { Failure } from "../../base/result.ts";
import type { Status, WorkerApi } from "../../rpc/api.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** A running worker of this page. */
export interface OwnWorker {
  readonly api: WorkerApi;
  /** Resolves when the worker is gone although nobody ended it: it could not be loaded, or it died. */
  readonly gone: Promise<void>;
  end(): void;
}

interface SupervisorDeps {
  start(): OwnWorker;
  /** Marks a callback as one that the worker calls. */
  proxy<T extends object>(callback: T): T;
  wait(ms: number): Promise<void>;
  readonly lifecycle: Pick<Lifecycle, "onRest" | "onReturn">;
}

/** So often a page starts another worker; what dies again and again would die for ever. */
const RESTARTS = 3;
/** Another tab that takes over meanwhile is not held up by a start beside it. */
const PAUSE_MS = 250;

const GONE: Failure = {
  type: "WorkerGone",
  message: "The part of Atelier that keeps the workspace stopped and could not be started again. Everything saved is safe, and so is what this page still shows; reload the page.",
};

/**
 * The worker's api, whichever worker that is: when one dies, another is started and asked again for all that has no
 * answer yet. Mutations carry their ids, so that none is applied twice (TAB14). A page that rests has none: standing
 * still it would keep the files from every other tab until the browser notices, after seconds (TAB10).
 */
export function supervise({ start, proxy, wait, lifecycle }: SupervisorDeps): WorkerApi {
  /** What every new worker is told: the calls without an answer, and the watches. */
  const begun = new Set<() => void>();
  const watches = new Map<string, () => void>();
  const listeners = new Set<(status: Status) => void>();
  let worker = start();
  let restarts = 0;
  let resting = false;
  let generation = 0;
  let lastWatch = 0;
  let known: Status | undefined;

  void keepAlive(worker);
  lifecycle.onRest(() => {
    resting = true;
    worker.end();
  });
  lifecycle.onReturn(() => {
    if (!resting) return;
    resting = false;
    replace();
  });

  async function keepAlive(watched: OwnWorker): Promise<void> {
    await watched.gone;
    if (watched !== worker || resting) return;
    worker.end();
    if (restarts === RESTARTS) {
      for (const listener of listeners) if (known) listener({ ...known, role: "waiting", failure: GONE });
      return;
    }
    await wait(++restarts * PAUSE_MS);
    if (watched === worker && !resting) replace();
  }
  function replace(): void {
    generation++;
    worker = start();
    void keepAlive(worker);
    for (const begin of [...begun]) begin();
  }
  function call<T>(issue: (api: WorkerApi) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        const since = generation;
        const settled = (settle: () => void) => {
          if (since !== generation || !begun.delete(begin)) return;
          settle();
        };
        issue(worker.api).then((value) => settled(() => resolve(value)), (error: unknown) => settled(() => reject(error as Error)));
      };
      begun.add(begin);
      begin();
    });
  }

  return {
    mutate: (mutation) => call((api) => api.mutate(mutation)),
    query: (name, args) => call((api) => api.query(name, args)),
    async watch(name, args, onChange) {
      const id = `watch ${++lastWatch}`;
      let seq = 0;
      let inner = "";
      // A new worker counts from nought again; the view must not take its events for old ones.
      const subscribe = async (api: WorkerApi) => {
        inner = await api.watch(name, args, proxy(({ result }) => onChange({ seq: seq++, result })));
      };
      await call(subscribe);
      const again = () => void subscribe(worker.api);
      begun.add(again);
      watches.set(id, () => {
        begun.delete(again);
        void worker.api.unwatch(inner);
      });
      return id;
    },
    async unwatch(id) {
      watches.get(id)?.();
      watches.delete(id);
    },
    task: (taskId, name, args, onProgress) => call((api) => api.task(taskId, name, args, onProgress)),
    cancel: (taskId) => worker.api.cancel(taskId),
    sql: (text, params) => call((api) => api.sql(text, params)),
    status: () => call((api) => api.status()),
    async onStatus(listener) {
      listeners.add(listener);
      const hear = proxy((status: Status) => {
        known = status;
        listener(status);
      });
      const listen = () => void worker.api.onStatus(hear);
      begun.add(listen);
      listen();
    },
    // Of these another worker need not hear: it begins awake, and is told when the page is not.
    suspend: (release) => worker.api.suspend(release),
    resume: () => worker.api.resume(),
  };
}
