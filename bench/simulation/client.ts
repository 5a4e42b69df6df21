import { dataModules } from "../../src/content/index.data.ts";
import type { Connection } from "../../src/db/connection.ts";
import { openMemory } from "../../src/db/drivers/memory.ts";
import type { Engine } from "../../src/db/engine.ts";
import { openEngine } from "../../src/db/open.ts";
import type { SqlValue } from "../../src/db/sqlite.ts";
import type { WireValue } from "../../src/protocol/value.ts";
import { createCapture } from "../../src/sync/capture.ts";
import { CONFLICTS_SQL, conflictId, type ConflictRow, isMine } from "../../src/sync/conflicts.ts";
import { discard, resolve, retry } from "../../src/sync/decide.ts";
import { Closed, exchange } from "../../src/sync/exchange.ts";
import { takeClientId } from "../../src/sync/meta.ts";
import { SPACES_SQL } from "../../src/sync/spaces.ts";
import { type SyncTables, syncTables } from "../../src/sync/tables.ts";
import { WireFailure } from "../../src/sync/wire.ts";
import { Chance } from "./chance.ts";

type Answer = { status: number; body: unknown; retryAfter: number | null };

/** What a slot's database asks of whichever world it is lent to. */
interface Outside {
  now: () => number;
  chance: Chance;
}

/** A database, and what is read from its schema once. */
export interface Slot {
  readonly engine: Engine;
  readonly tables: SyncTables;
  /** The connection as it is, whatever stands before it. */
  readonly connection: Connection;
  readonly outside: Outside;
}

/** Opening a database takes longer than a whole seed, so they are lent out again and again. */
const free: Slot[] = [];

/** `before`: stands between the engine and the database. */
export async function openSlot(before: (connection: Connection) => Connection = (same) => same): Promise<Slot> {
  const connection = await openMemory();
  const outside: Outside = { now: () => 0, chance: new Chance(0) };
  const capture = createCapture({ now: () => outside.now(), random: (bytes) => outside.chance.bytes(bytes) });
  const deps = { modules: dataModules, indexNodes: () => undefined, now: () => 0, capture };
  const engine = openEngine({ ...deps, connection: before(connection) });
  return { engine, tables: syncTables(engine.db, engine.tracked), connection, outside };
}

const EMPTIED = ["space", "meta", "outbox", "touch", "rec", "shadow", "unknown", "conflict", "dead", "event"]
  .map((name) => `sync_${name}`)
  .concat("edges", "nodes", "rules", "changes", "mutations", "versions");

const STATE = {
  nodes: "SELECT id, name, due_at, sort_order, tags, content, folder FROM nodes ORDER BY id",
  notes: "SELECT id, front_matter FROM notes ORDER BY id",
  edges: "SELECT id, source_id, target_id, label FROM edges ORDER BY id",
} as const;

export class SimClient {
  readonly name: string;
  readonly user: string;
  skew = 0;
  online = true;
  /** Hears what is edited here, for the log. */
  onEdit: (what: string) => void = () => undefined;
  running = false;
  #slot!: Slot;
  #life = 0;
  #edits = 0;
  readonly #now: () => number;
  readonly #chance: Chance;
  readonly #wire: (client: SimClient, path: string, body: unknown) => Promise<Answer>;

  constructor(
    name: string,
    user: string,
    now: () => number,
    chance: Chance,
    wire: (client: SimClient, path: string, body: unknown) => Promise<Answer>,
  ) {
    this.name = name;
    this.user = user;
    this.#now = now;
    this.#chance = chance;
    this.#wire = wire;
  }

  get db() {
    return this.#slot.engine.db;
  }
  get now(): number {
    return this.#now() + this.skew;
  }

  async open(slot?: Slot): Promise<void> {
    this.#slot = slot ?? free.pop() ?? (await openSlot());
    Object.assign(this.#slot.outside, { now: () => this.now, chance: this.#chance });
    // Not as one script: that would forget every prepared statement.
    this.db.transaction(() => void EMPTIED.forEach((table) => this.db.run(`DELETE FROM ${table}`)));
  }

  /** The copy of a device: a backup that was restored on a second one. */
  copyFrom(other: SimClient): void {
    const copy = other.#slot.engine.copyTo(this.#slot.connection);
    while (!copy.step(-1));
    copy.end();
    this.skew = other.skew;
  }

  close(): void {
    this.die();
    free.push(this.#slot);
  }

  signIn(): void {
    this.db.transaction(() => {
      takeClientId(this.db, this.#chance.bytes);
      this.db.run(SPACES_SQL.put, ["personal", "space-one", "", "owner", "offer"]);
    });
  }

  edit(sql: string, params: readonly SqlValue[]): void {
    this.onEdit(`${sql} ${JSON.stringify(params)}`);
    this.#slot.engine.write({ mutationId: `edit-${++this.#edits}`, origin: "local", at: this.now }, () => void this.db.run(sql, params));
  }

  /** Every step of a tab that is gone is as if it had never been begun. */
  die(): void {
    this.#life++;
    this.running = false;
  }

  async sync(report: (error: unknown) => void, before: (client: SimClient, answer: Answer, path: string) => boolean): Promise<boolean> {
    const life = this.#life;
    this.running = true;
    try {
      await exchange({
        db: this.db,
        tables: this.#slot.tables,
        wire: async (_method, path, body) => {
          const answer = await this.#wire(this, path, body);
          if (life === this.#life && before(this, answer, path)) this.die();
          return answer;
        },
        now: () => this.now,
        random: this.#chance.bytes,
        schema: 1,
        write: (origin, work) => {
          if (life !== this.#life) throw new Closed();
          return this.#slot.engine.write({ mutationId: "sync", origin, at: this.now }, work);
        },
        settle: () => undefined,
        isClosed: () => life !== this.#life,
        onProgress: () => undefined,
      });
      return true;
    } catch (error) {
      if (!(error instanceof Closed) && !(error instanceof WireFailure)) report(error);
      return false;
    } finally {
      if (life === this.#life) this.running = false;
    }
  }

  get conflicts(): ConflictRow[] {
    return this.db.rows<ConflictRow>(CONFLICTS_SQL.all, [1000]);
  }

  /** What this device wrote to a cell and lost against somebody else. */
  ownLosses(id: string, column: string): WireValue[] {
    const own = this.conflicts.filter((one) => one.id === id && one.col === column && isMine(this.db, one));
    return own.map(({ value_json }) => JSON.parse(value_json) as WireValue);
  }

  decide(conflict: ConflictRow, choice: "mine" | "theirs"): void {
    this.#command((ctx) => void resolve(ctx, [conflictId(conflict)], choice, undefined, { now: this.now, random: this.#chance.bytes }));
  }

  get refused(): string[] {
    return this.db.rows<{ op: string }>("SELECT op FROM sync_dead ORDER BY made").map(({ op }) => op);
  }
  sendAgain(ops: readonly string[]): void {
    this.#command((ctx) => void retry(ctx, ops, { now: this.now, random: this.#chance.bytes }));
  }
  giveUpRefused(ops: readonly string[] = this.refused): void {
    if (ops.length > 0) this.#command((ctx) => void discard(ctx, ops));
  }

  #command(work: (ctx: never) => void): void {
    const { engine } = this.#slot;
    const ctx = { db: engine.db, tracked: engine.tracked, at: this.now };
    engine.write({ mutationId: `command-${++this.#edits}`, origin: "local", at: this.now }, () => work(ctx as never));
  }

  get ids(): string[] {
    return this.db.rows<{ id: string }>("SELECT id FROM nodes ORDER BY id").map(({ id }) => id);
  }
  get seq(): number {
    return this.db.value<number>("SELECT seq FROM sync_space") ?? 0;
  }
  get waiting(): number {
    return this.db.value<number>("SELECT count(*) FROM sync_outbox") ?? 0;
  }
  get digest(): string {
    return this.db.value<string>("SELECT digest FROM sync_space") ?? "";
  }

  /** Everything that this device knows of one record; for looking into a seed. */
  explain(id: string): unknown {
    const names = this.db.rows(
      "SELECT tbl, cells_json ->> '$.name' AS name, cells_json ->> '$._deleted' AS deleted, held_json ->> '$.name' AS held FROM sync_rec WHERE id = ?",
      [id],
    );
    const of = (table: string) => this.db.rows(`SELECT * FROM ${table} WHERE id = ?`, [id]);
    return Object.assign(
      { names },
      Object.fromEntries(["sync_shadow", "sync_touch", "sync_unknown", "sync_conflict"].map((table) => [table, of(table)])),
    );
  }

  state(): Record<string, unknown[]> {
    return Object.fromEntries(Object.entries(STATE).map(([table, sql]) => [table, this.db.rows(sql)]));
  }
}
