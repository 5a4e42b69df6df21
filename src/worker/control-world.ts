import { dataModules } from "../content/index.data.ts";
import { openTestEngine, TEST_TIME } from "../db/testing.ts";
import type { Sync } from "../db/sqlite.ts";
import type { SpaceHead } from "../protocol/events.ts";
import type { PullRequest } from "../protocol/pull.ts";
import type { PushRequest } from "../protocol/push.ts";
import { createCapture } from "../sync/capture.ts";
import { createSync, type SyncEngine } from "../sync/control.ts";
import { type Mode, readMeta, takeClientId, writeMeta } from "../sync/meta.ts";
import { OUTBOX_SQL } from "../sync/outbox.ts";
import { SPACES_SQL } from "../sync/spaces.ts";
import { syncTables } from "../sync/tables.ts";
import type { Wire } from "../sync/wire.ts";

/** What the server does with the next requests: answers, refuses with a status and a type, is not there, or keeps one waiting. */
export type Weather = "fine" | "away" | "hangs" | readonly [status: number, type: string, retryAfter?: number];
type Heard = Parameters<Parameters<typeof createSync>[0]["listen"]>[0];

/** One device, a server that only counts, and a clock that tests turn. For tests only. */
export class ControlWorld {
  now = TEST_TIME;
  weather: Weather = "fine";
  /** Where the server's space is. */
  head = 0;
  chance = 1;
  /** The times of the first request of every round, and the operations that came, by their ids. */
  readonly rounds: number[] = [];
  readonly arrived: string[] = [];
  /** Runs while the server answers. */
  during: (path: string) => void = () => undefined;
  /** What every answer waits for. */
  delay: Promise<void> | null = null;
  failWrites = false;
  streams = 0;
  sync!: SyncEngine;
  #engine!: Awaited<ReturnType<typeof openTestEngine>>;
  #hear: Heard | null = null;
  #wake: () => void = () => undefined;
  #held: (() => void)[] = [];
  #edits = 0;
  #lastMid = 0;
  #wasBusy = false;
  #bytes = 0;
  readonly #timers: { at: number; work: () => void }[] = [];

  async open(mode: Mode | null): Promise<this> {
    const random = (bytes: Uint8Array<ArrayBuffer>) =>
      bytes.map((_, i) => (i === 0 ? ++this.#bytes >> 8 : i === 1 ? this.#bytes : 7) & 255);
    const capture = createCapture({ now: () => this.now, random });
    this.#engine = await openTestEngine(dataModules, { index: () => undefined, capture });
    const { db } = this.#engine;
    if (mode)
      db.transaction(() => {
        takeClientId(db, random);
        db.run(SPACES_SQL.put, ["personal", "space-one", "", "owner", "ready"]);
        writeMeta(db, "account", { id: "u1", name: "ada", signed_in: true });
        writeMeta(db, "mode", mode);
      });
    this.sync = createSync({
      db,
      tables: syncTables(db, this.#engine.tracked),
      wire: this.#wire,
      now: () => this.now,
      random,
      schema: 1,
      write: (origin, work) => this.#write(origin, work),
      settle: () => undefined,
      origin: "https://atelier.test",
      after: (ms, work) => this.#after(ms, work),
      chance: () => this.chance,
      listen: (hear) => {
        this.#hear = hear;
        this.streams++;
        return () => void (this.#hear = null);
      },
      awake: (hear) => {
        this.#wake = hear;
        return () => void (this.#wake = () => undefined);
      },
      onCommit: (hear) => this.#engine.onCommit((writes) => hear(writes.concerns(new Map([["sync_outbox", new Set()]])))),
    });
    return this;
  }

  get db() {
    return this.#engine.db;
  }
  get unsent(): number {
    return this.db.value<number>(OUTBOX_SQL.count) ?? 0;
  }
  get timers(): number {
    return this.#timers.length;
  }
  get isListening(): boolean {
    return this.#hear !== null;
  }
  get activity() {
    return readMeta(this.db, "activity")!;
  }
  /** Seconds since the beginning. */
  get seconds(): number {
    return (this.now - TEST_TIME) / 1000;
  }

  edit(): void {
    const id = `n${++this.#edits}`;
    this.#engine.write({ mutationId: id, origin: "local", at: this.now }, () => {
      this.db.run("INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES (?, 'note', ?, 1, 1)", [id, id]);
    });
  }
  /** A commit that is no edit. */
  touch(): void {
    this.#engine.write({ mutationId: "touch", origin: "remote", at: this.now }, () => writeMeta(this.db, "offset", this.#edits));
  }
  setMode(mode: Mode): void {
    this.#engine.write({ mutationId: mode, origin: "local", at: this.now }, () => writeMeta(this.db, "mode", mode));
  }
  hear(what: "head" | "spaces" | "end", seq = this.head): void {
    const head: SpaceHead = { id: "space-one", seq };
    this.#hear?.(what, what === "head" ? head : undefined);
  }
  wake(): void {
    this.#wake();
  }
  /** What hangs fails, as a request that took too long does. */
  cutHanging(): void {
    for (const cut of this.#held.splice(0)) cut();
  }

  /** Lets time pass, timer by timer; between two of them everything under way comes to its end. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settled();
    for (;;) {
      const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.work();
      await settled();
    }
    this.now = end;
  }

  #after(ms: number, work: () => void): () => void {
    const timer = { at: this.now + ms, work };
    this.#timers.push(timer);
    return () => void (this.#timers.includes(timer) && this.#timers.splice(this.#timers.indexOf(timer), 1));
  }

  #write<T>(origin: "local" | "remote", work: () => Sync<T>): T {
    if (this.failWrites) throw new Error("The disk is full.");
    return this.#engine.write({ mutationId: "sync", origin, at: this.now }, work);
  }

  readonly #wire: Wire = async (_method, path, body) => {
    if (!this.#wasBusy) this.rounds.push(this.seconds);
    this.#wasBusy = path !== "/pull";
    const answer = await this.#answer(path, body);
    if (answer.status !== 200) this.#wasBusy = false;
    return answer;
  };

  async #answer(path: string, body: unknown): Promise<Awaited<ReturnType<Wire>>> {
    const { weather } = this;
    await this.delay;
    if (weather === "hangs") await new Promise<void>((_, cut) => this.#held.push(() => cut(new Error("timed out")))).catch(this.#lost);
    if (weather === "away") this.#lost(new Error("unreachable"));
    if (typeof weather === "object")
      return { status: weather[0], body: { error: { type: weather[1], message: weather[1] } }, retryAfter: weather[2] ?? null };
    const done =
      path === "/pull" ? this.#pull(body as PullRequest) : path.endsWith("/push") ? this.#push(body as PushRequest) : OTHERS[path];
    this.during(path);
    return { status: 200, body: done, retryAfter: null };
  }

  readonly #lost = (error: unknown): never => {
    this.#wasBusy = false;
    throw error;
  };

  #push({ ops }: PushRequest) {
    for (const { op, m } of ops) {
      this.arrived.push(op);
      this.#lastMid = m;
    }
    this.head += ops.length;
    return {
      now: this.now,
      head: this.head,
      last_mid: this.#lastMid,
      results: ops.map(({ m }) => ({ m, status: "applied", seq: this.head })),
    };
  }

  #pull({ spaces }: PullRequest) {
    const { head } = this;
    const page = { id: spaces[0]!.id, tok: `t${head}`, seq: head, head, more: false, role: "owner", last_mid: this.#lastMid };
    return { now: this.now, spaces: [{ ...page, records: [], conflicts: [], rejected: [] }] };
  }
}

const OTHERS: Readonly<Record<string, unknown>> = {
  "/spaces": { spaces: [] },
  "/auth/login": { user: { id: "u1", name: "ada" }, space: "space-one" },
  "/auth/logout": {},
};

/** Everything that only waits for promises. */
const settled = () => new Promise<void>((done) => void setTimeout(done, 0));

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const idle = () => undefined;

/** A device that has had its first round, at second 0. */
export async function device(mode: "off" | "manual" | "automatic" | null = "automatic"): Promise<ControlWorld> {
  const world = await new ControlWorld().open(mode);
  await world.pass(0);
  return world;
}
