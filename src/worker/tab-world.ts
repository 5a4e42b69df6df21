import { ok, type Outcome } from "../base/result.ts";
import type { Mutation, WatchEvent, WorkerApi } from "../rpc/api.ts";
import type { Host } from "./host-line.ts";
import { memoryJournal } from "./journal.ts";
import { inProcessLocks, type Locks } from "./locks.ts";
import { createTab } from "./tab.ts";
import type { Timers } from "./timers.ts";
import { inProcessTransport, type Transport } from "./transport.ts";

/** Several tabs of one browser in one process, on a clock that tests turn. For tests only. */
export interface World {
  readonly now: number;
  readonly database: FakeDatabase;
  readonly tabs: TestTab[];
  open(options?: TabOptions): TestTab;
  /** Lets `ms` pass, delivering messages and running timers in order. */
  pass(ms: number): Promise<void>;
}

export interface TestTab {
  readonly client: string;
  readonly api: WorkerApi;
  readonly alive: boolean;
  /** The tab crashes: its locks are free, its messages and its work are gone. */
  kill(): void;
  /** The tab stops running but keeps its locks, until it is thawed. */
  freeze(): void;
  thaw(): void;
}

export interface FakeDatabase {
  epoch: number;
  holder: string | null;
  /** Mutations in the order in which they were applied; each id once, whatever was retried. */
  readonly applied: string[];
  /** What must never happen, as it happened. */
  readonly problems: string[];
  openFails: Outcome<never> | null;
}

interface TabOptions {
  readonly code?: number;
}

export function createWorld(random: () => number = () => 0): World {
  const queue: { at: number; order: number; run: () => void }[] = [];
  const locks = inProcessLocks();
  const journal = memoryJournal();
  const listeners = new Set<() => void>();
  const results = new Map<string, Outcome[]>();
  const database: FakeDatabase = { epoch: 0, holder: null, applied: [], problems: [], openFails: null };
  const tabs: TestTab[] = [];
  let now = 0;
  let order = 0;
  let delivered = 0;

  const schedule = (at: number, run: () => void) => {
    const entry = { at, order: order++, run };
    queue.push(entry);
    return () => void (queue.includes(entry) && queue.splice(queue.indexOf(entry), 1));
  };
  const transport = inProcessTransport((run) => void schedule((delivered = Math.max(delivered, now + 1 + random() * 3)), run));
  /** Between two events of the world there are only promises: this many in a row are enough for the longest chain. */
  const settle = async () => {
    for (let i = 0; i < 60; i++) await Promise.resolve();
  };

  function createFakeHost(client: string, isAlive: () => boolean): Host {
    if (database.holder !== null) database.problems.push(`${client} opened what ${database.holder} has open`);
    database.holder = client;
    database.epoch++;
    const own = new Set<() => void>();
    const mine = () => {
      if (isAlive() && database.holder !== client) database.problems.push(`${client} used the database without holding it`);
    };
    return {
      epoch: database.epoch,
      storage: "opfs",
      notice: null,
      readOnly: null,
      onReadOnly: () => undefined,
      isOver: false,
      onOver: () => undefined,
      mutate(mutation) {
        mine();
        if (!isAlive()) return [];
        const stored = results.get(mutation.id);
        if (stored) return stored;
        database.applied.push(mutation.id);
        const outcome = mutation.commands.map(() => ok(database.applied.length));
        results.set(mutation.id, outcome);
        for (const listener of listeners) listener();
        return outcome;
      },
      query: () => (mine(), ok(database.applied.length)),
      watch(_name, _args, onEvent: (event: WatchEvent) => void) {
        const listener = () => onEvent({ seq: 0, result: ok(database.applied.length) });
        listeners.add(listener);
        own.add(listener);
        listener();
        return () => void listeners.delete(listener);
      },
      async task(_name, _args, onProgress, signal) {
        for (let done = 1; done <= 5; done++) {
          if (signal.aborted) return { ok: false, error: { type: "Cancelled", message: "Cancelled." } };
          onProgress({ phase: "work", done, total: 5 });
          await new Promise<void>((resolve) => schedule(now + 100, resolve));
        }
        return ok("finished");
      },
      sql: () => ok([]),
      checkpoint: mine,
      close() {
        mine();
        for (const listener of own) listeners.delete(listener);
        if (isAlive()) database.holder = null;
      },
    };
  }

  function open({ code = 1 }: TabOptions = {}): TestTab {
    const client = `tab${tabs.length + 1}`;
    const death = new AbortController();
    const dead = new Promise<void>((resolve) => death.signal.addEventListener("abort", () => resolve()));
    const leaving: (() => void)[] = [];
    let frozen: (() => void)[] | null = null;
    const whenRunning = (run: () => void) => {
      if (death.signal.aborted) return;
      if (frozen) frozen.push(run);
      else run();
    };
    const ownLocks: Locks = {
      async request(name, hold, signal) {
        const withdrawn = new AbortController();
        signal?.addEventListener("abort", () => withdrawn.abort());
        if (signal?.aborted) withdrawn.abort();
        leaving.push(() => withdrawn.abort());
        const granted = await locks.request(name, () => Promise.race([dead, hold()]), withdrawn.signal);
        return death.signal.aborted ? new Promise<never>(() => undefined) : granted;
      },
      isHeld: (name) => locks.isHeld(name),
    };
    const ownTransport: Transport = {
      join(name, onMessage) {
        let left = false;
        const channel = transport.join<never, never>(name, (message) => whenRunning(() => left || onMessage(message)));
        const leave = () => {
          left = true;
          channel.leave();
        };
        leaving.push(leave);
        return { send: (message) => death.signal.aborted || channel.send(message as never), leave };
      },
    };
    const timers: Timers = { now: () => now, after: (ms, work) => schedule(now + ms, () => whenRunning(work)) };
    const openHost = async (): Promise<Outcome<Host>> => {
      await new Promise<void>((resolve) => schedule(now + 20 + random() * 200, () => whenRunning(resolve)));
      return database.openFails ?? ok(createFakeHost(client, () => !death.signal.aborted));
    };
    const api = createTab({
      name: "test",
      client,
      version: "0",
      code,
      locks: ownLocks,
      transport: ownTransport,
      journal,
      timers,
      openHost,
      rehearse: () => undefined,
    });
    const tab: TestTab = {
      client,
      api,
      get alive() {
        return !death.signal.aborted;
      },
      kill() {
        if (database.holder === client) {
          database.holder = null;
          listeners.clear();
        }
        death.abort();
        for (const leave of leaving) leave();
      },
      freeze: () => void (frozen ??= []),
      thaw() {
        const runs = frozen ?? [];
        frozen = null;
        for (const run of runs) whenRunning(run);
      },
    };
    tabs.push(tab);
    return tab;
  }

  return {
    get now() {
      return now;
    },
    database,
    tabs,
    open,
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        queue.sort((a, b) => a.at - b.at || a.order - b.order);
        const next = queue[0];
        if (!next || next.at > until) break;
        queue.shift();
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = until;
    },
  };
}

let minted = 0;

/** A mutation whose id sorts by the order of minting. */
export const testMutation = (at: number): Mutation => ({
  id: `m${String(++minted).padStart(8, "0")}`,
  at,
  commands: [{ name: "setting.set", args: {} }],
});
