import { DELETED } from "../../src/protocol/names.ts";
import type { WireValue } from "../../src/protocol/value.ts";
import { Chance } from "./chance.ts";
import { SimClient } from "./client.ts";
import { type Mutant, SimServer } from "./server.ts";

/** One deterministic world: production client and server, with everything between and around them drawn from a seed. */
export interface Outcome {
  readonly seed: number;
  readonly problems: readonly string[];
  readonly edits: number;
  readonly accepted: number;
  readonly pushes: number;
  readonly conflicts: number;
  readonly faults: Readonly<Record<string, number>>;
}

export interface SimulationOptions {
  /** A fault planted in the engine or the server. */
  readonly mutant?: Mutant;
  /** How often a step is the story of a device that the server has fallen behind, and overtaken (`#lapse`). */
  readonly lapses?: number;
  /** Every request is kept in `log`. */
  readonly logs?: boolean;
}

type Answer = { status: number; body: unknown; retryAfter: number | null };

const ASK = ["name", "due_at"] as const;
const NO_FAULTS = { drop: 0, lose: 0, duplicate: 0, refuse: 0 };

export class Simulation {
  now = 1_800_000_000_000;
  readonly #chance: Chance;
  readonly #seed: number;
  readonly #mutant: Mutant | undefined;
  readonly #lapses: number;
  readonly #logs: boolean;
  readonly #server: SimServer;
  readonly #clients: SimClient[] = [];
  /** What waits for its turn: the scheduler lets one go at a time. */
  readonly #pending: (() => void)[] = [];
  /** Values that somebody saw and replaced, or decided about: `table id column value`. */
  readonly #seen = new Set<string>();
  readonly #problems: string[] = [];
  readonly #faults: Record<string, number> = {};
  readonly #rates: { drop: number; lose: number; duplicate: number; refuse: number };
  readonly log: string[] = [];
  #calm = false;
  #values = 0;
  #edits = 0;

  constructor(seed: number, { mutant, lapses = 0, logs = false }: SimulationOptions = {}) {
    this.#seed = seed;
    this.#mutant = mutant;
    this.#lapses = lapses;
    this.#logs = logs;
    this.#chance = new Chance(seed);
    const chance = this.#chance;
    const some = (most: number) => (chance.happens(0.6) ? chance.next() * most : 0);
    this.#rates = { drop: some(0.2), lose: some(0.2), duplicate: some(0.2), refuse: some(0.15) };
    this.#server = new SimServer({
      chance,
      now: () => this.now,
      roles: new Map(),
      pause: () => (chance.happens(0.3) ? this.#turn() : Promise.resolve()),
      mutant,
    });
  }

  async run(): Promise<Outcome> {
    const chance = this.#chance;
    const count = 2 + chance.below(chance.happens(0.2) ? 5 : 2);
    const hasViewer = count > 2 && chance.happens(0.2);
    for (let i = 0; i < count; i++) await this.#add(`c${i}`, hasViewer && i === count - 1 ? "viewer" : "editor", true);
    const steps = 60 + chance.below(100);
    for (let step = 0; step < steps && this.#problems.length === 0; step++) await this.#step();
    if (this.#problems.length === 0) await this.#end();
    if (this.#logs) for (const id of new Set(this.#problems.flatMap((one) => one.match(/id\d{6}/g) ?? []))) this.log.push(this.explain(id));
    for (const client of this.#clients) client.close();
    while (this.#pending.length > 0) await this.#letGo();
    const { accepted, pushes, data } = this.#server;
    const counts = { edits: this.#edits, accepted: accepted.length, pushes, conflicts: data.conflicts.size };
    return { seed: this.#seed, problems: this.#problems, ...counts, faults: this.#faults };
  }

  async #add(name: string, role: "editor" | "viewer", withRows: boolean): Promise<SimClient> {
    const user = `user-${name}`;
    this.#roles.set(user, role);
    const client = new SimClient(
      name,
      user,
      () => this.now,
      this.#chance,
      (...request) => this.#wire(...request),
    );
    client.onEdit = (what) => this.#note(`${name} ${what}`);
    await client.open();
    if (this.#chance.happens(0.3)) client.skew = this.#chance.below(600_000) - 300_000;
    if (withRows) for (let n = this.#chance.below(4); n > 0; n--) this.#insert(client);
    client.signIn();
    this.#clients.push(client);
    return client;
  }

  get #roles() {
    return this.#server.roles;
  }

  async #step(): Promise<void> {
    const chance = this.#chance;
    this.now += 1 + chance.below(3_000);
    const client = chance.pick(this.#clients);
    if (this.#lapses > 0 && chance.happens(this.#lapses)) return this.#lapse(client);
    const what = chance.next();
    if (what < 0.34) this.#edit(client);
    else if (what < 0.54) this.#start(client);
    else if (what < 0.92) for (let n = 1 + chance.below(3); n > 0; n--) await this.#letGo();
    else if (what < 0.95) this.#count("death", () => client.die());
    else if (what < 0.97) client.online = !client.online;
    else if (what < 0.98 && client.conflicts.length > 0) this.#decide(client);
    else await this.#mishap(client);
    await this.#letGo(false);
  }

  async #mishap(client: SimClient): Promise<void> {
    const chance = this.#chance;
    const what = chance.below(6);
    if (what === 0) this.#count("backup", () => this.#server.backup());
    else if (what === 1) this.#count("rewind", () => this.#server.rewind());
    else if (what === 2 && chance.happens(0.4)) this.#count("wipe", () => this.#server.wipe());
    else if (what === 3 && this.#clients.length < 6) {
      client.die();
      const copy = await this.#add(`${client.name}x`, this.#roles.get(client.user) as "editor", false);
      copy.copyFrom(client);
      this.#count("clone", () => undefined);
    } else if (what === 4) client.skew = chance.below(1_200_000) - 600_000;
    else this.now += 3_600_000;
  }

  /**
   * What a device has read is lost; others write the space on, past the place where it was. Only the tag in its token tells that what it
   * writes then was written without having seen theirs (PR4).
   */
  async #lapse(client: SimClient): Promise<void> {
    const other = this.#chance.pick(this.#clients.filter((one) => one !== client && this.#roles.get(one.user) === "editor"));
    if (!other) return;
    this.#count("lapse", () => undefined);
    for (const one of [client, other]) one.online = true;
    this.#server.backup();
    for (let n = 0; n < 3; n++) this.#edit(other);
    for (const one of [other, client]) await this.#round(one);
    client.die();
    this.#server.rewind();
    const both = new Set(other.ids);
    const id = client.ids.find((one) => both.has(one));
    if (id === undefined) return;
    for (let n = 0; n < 12 && this.#server.data.row.head <= client.seq; n++) {
      this.#rename(other, id);
      await this.#round(other);
    }
    this.#rename(client, id);
  }

  async #round(client: SimClient): Promise<void> {
    this.#start(client);
    for (let n = 0; n < 1000 && client.running; n++) await this.#letGo();
  }

  #rename(client: SimClient, id: string): void {
    const name = client.db.value<string>("SELECT name FROM nodes WHERE id = ?", [id]);
    if (name === undefined) return;
    this.#edits++;
    this.#seeHere(client, id, "name", name);
    client.edit("UPDATE nodes SET name = ?, modified_at = ? WHERE id = ?", [`n${++this.#values}`, this.now, id]);
  }

  /** What happens besides requests. */
  #note(what: string): void {
    if (this.#logs) this.log.push(`${this.now} ${what}`);
  }

  #count(name: string, work: () => void): void {
    this.#note(name);
    this.#faults[name] = (this.#faults[name] ?? 0) + 1;
    work();
  }

  #start(client: SimClient): void {
    if (client.running) return;
    void client.sync((error) => this.#problems.push(`${client.name}: ${String((error as Error).stack ?? error)}`), this.#before);
  }

  /** The faulty client that stores its cursor before it applies a page, and may be gone in between. */
  readonly #before = (client: SimClient, answer: Answer, path: string): boolean => {
    if (this.#mutant === "pending-overwritten") client.db.run("DELETE FROM sync_touch");
    if (this.#mutant !== "cursor-first" || path !== "/pull" || answer.status !== 200) return false;
    const [page] = (answer.body as { spaces: { tok?: string; seq?: number }[] }).spaces;
    if (page?.tok === undefined) return false;
    client.db.run("UPDATE sync_space SET tok = ?, seq = ?", [page.tok, page.seq!]);
    return this.#chance.happens(0.3);
  };

  async #wire(client: SimClient, path: string, body: unknown): Promise<Answer> {
    const chance = this.#chance;
    const { drop, lose, duplicate, refuse } = this.#calm ? NO_FAULTS : this.#rates;
    if (!this.#calm) await this.#turn();
    if (!client.online || chance.happens(drop)) throw new Error("unreachable");
    if (chance.happens(refuse)) {
      const [status, type] = chance.pick([
        [401, "unauthorized"],
        [429, "rate_limited"],
        [503, "unavailable"],
      ] as const);
      return { status, body: { error: { type, message: type } }, retryAfter: 1 };
    }
    const first = await this.#server.handle(client.user, path, body);
    if (this.#logs) this.log.push(`${client.name} ${path} ${JSON.stringify(body)} → ${JSON.stringify(first)}`);
    if (chance.happens(duplicate)) void this.#turn().then(() => this.#server.handle(client.user, path, body));
    if (!this.#calm) await this.#turn();
    if (chance.happens(lose)) throw new Error("lost");
    return { ...first, retryAfter: null };
  }

  #turn(): Promise<void> {
    return new Promise((go) => this.#pending.push(go));
  }

  async #letGo(one = true): Promise<void> {
    if (one && this.#pending.length > 0) this.#pending.splice(this.#chance.below(this.#pending.length), 1)[0]!();
    await new Promise((done) => setImmediate(done));
  }

  #edit(client: SimClient): void {
    this.#edits++;
    const chance = this.#chance;
    const { ids } = client;
    const what = chance.next();
    if (ids.length === 0 || what < 0.15) return this.#insert(client);
    const id = chance.pick(ids);
    if (what < 0.22) return this.#delete(client, id);
    if (what < 0.3) return this.#link(client, id, chance.pick(ids));
    const value = ++this.#values;
    const row = client.db.row<Record<string, string | number>>("SELECT * FROM nodes WHERE id = ?", [id])!;
    if (what < 0.7) {
      const column = chance.pick(ASK);
      this.#seeHere(client, id, column, row[column]!);
      client.edit(`UPDATE nodes SET ${column} = ?, modified_at = ? WHERE id = ?`, [column === "name" ? `n${value}` : value, this.now, id]);
    } else if (what < 0.8) client.edit("UPDATE nodes SET sort_order = ? WHERE id = ?", [value, id]);
    else if (what < 0.9)
      client.edit("UPDATE nodes SET tags = ? WHERE id = ?", [
        JSON.stringify([...(JSON.parse(String(row["tags"])) as string[]).slice(chance.below(2)), `t${value}`]),
        id,
      ]);
    else {
      const lines = String(row["content"]).split("\n");
      lines[chance.below(lines.length)] = `line ${value}`;
      client.edit("UPDATE nodes SET content = ? WHERE id = ?", [lines.join("\n"), id]);
    }
  }

  #insert(client: SimClient): void {
    const value = ++this.#values;
    const id = `id${String(this.#chance.below(1e6)).padStart(6, "0")}`;
    client.edit(
      `INSERT INTO nodes (id, node_type, name, created_at, modified_at, due_at, content) VALUES (?, 'note', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [id, `n${value}`, this.now, this.now, value, "a\nb\nc\nd\ne"],
    );
    client.edit("INSERT INTO notes (id, front_matter) VALUES (?, ?) ON CONFLICT DO NOTHING", [id, `f${value}`]);
  }

  #delete(client: SimClient, id: string): void {
    const row = client.db.row<Record<string, string | number>>("SELECT * FROM nodes WHERE id = ?", [id])!;
    for (const column of ASK) this.#see(id, column, row[column]!);
    client.edit("DELETE FROM nodes WHERE id = ?", [id]);
  }

  #link(client: SimClient, from: string, to: string): void {
    const value = ++this.#values;
    client.edit(
      `INSERT INTO edges (id, edge_type, source_id, target_id, label, created_at) VALUES (?, 'NEST', ?, ?, ?, ?)
        ON CONFLICT (source_id, target_id, edge_type) DO UPDATE SET label = excluded.label`,
      [`e${String(this.#chance.below(1e6)).padStart(6, "0")}`, from, to, `l${value}`, this.now],
    );
  }

  #decide(client: SimClient): void {
    const conflict = this.#chance.pick(client.conflicts);
    const { id, col } = conflict;
    const row = client.db.row<Record<string, string | number>>("SELECT * FROM nodes WHERE id = ?", [id]);
    this.#see(id, col, JSON.parse(conflict.value_json));
    if (row && col !== DELETED) this.#see(id, col, row[col]!);
    if (row && col === DELETED) for (const column of ASK) this.#see(id, column, row[column]!);
    client.decide(conflict, this.#chance.pick(["mine", "theirs"]));
    this.#count("decision", () => undefined);
  }

  /** What is there, and what this device wrote before and lost: who writes the cell again has decided (PR2). */
  #seeHere(client: SimClient, id: string, column: string, value: WireValue): void {
    this.#see(id, column, value);
    for (const lost of client.ownLosses(id, column)) this.#see(id, column, lost);
  }

  #see(id: string, column: string, value: WireValue): void {
    this.#seen.add(`${id} ${column} ${String(value)}`);
  }

  /** No more faults: everything has to come to rest, everywhere the same, with nothing lost. */
  async #end(): Promise<void> {
    this.#calm = true;
    for (const client of this.#clients) {
      client.online = true;
      client.die();
    }
    for (let n = 0; n < 2000 && this.#pending.length > 0; n++) await this.#letGo();
    for (let round = 0; round < 6; round++) await this.#rest();
    for (const client of this.#clients) client.giveUpRefused();
    for (let round = 0; round < 2; round++) await this.#rest();
    if (this.#problems.length > 0) return;
    this.#checkRest();
    this.#checkConvergence();
    this.#checkNothingLost();
  }

  async #rest(): Promise<void> {
    for (const client of this.#clients) {
      let over = false;
      void client
        .sync((error) => this.#problems.push(`${client.name}: ${String((error as Error).stack ?? error)}`), this.#before)
        .then(() => (over = true));
      for (let n = 0; n < 20_000 && !over; n++) await this.#letGo();
      if (!over) this.#problems.push(`${client.name} does not come to rest`);
      this.now += 1_000;
    }
  }

  /** Everything that is known of one record, on all sides. */
  explain(id: string): string {
    const there = [...this.#server.data.records.values()]
      .filter((record) => record.id === id)
      .map(({ table, cells }) => `server ${table} ${JSON.stringify([cells["name"], cells[DELETED]])}`);
    return [...there, ...this.#clients.map((client) => `${client.name} ${JSON.stringify(client.explain(id))}`)].join("\n");
  }

  #checkRest(): void {
    for (const client of this.#clients) {
      if (client.waiting > 0) this.#problems.push(`${client.name} still has ${client.waiting} operations`);
      if (client.digest !== this.#server.data.row.digest) this.#problems.push(`${client.name} has another digest than the server`);
    }
  }

  #checkConvergence(): void {
    const [first, ...others] = this.#clients.map((client) => ({ name: client.name, state: client.state() }));
    for (const { name, state } of others)
      for (const table of Object.keys(state)) {
        const [a, b] = [first!.state[table]!, state[table]!].map((rows) => new Set(rows.map((row) => JSON.stringify(row))));
        for (const row of [...a!, ...b!].filter((one) => !(a!.has(one) && b!.has(one))))
          this.#problems.push(`${first!.name} and ${name} differ in ${table}, ${a!.has(row) ? first!.name : name} has ${row}`);
      }
  }

  /** Every accepted value is current, was seen and replaced, or is a conflict. */
  #checkNothingLost(): void {
    const { records, conflicts } = this.#server.data;
    const inConflict = new Set(
      [...conflicts.values()].filter(({ resolved }) => !resolved).map(({ id, column, value }) => `${id} ${column} ${String(value)}`),
    );
    for (const { table, id, column, value } of this.#server.accepted) {
      if (table !== "nodes" || !(ASK as readonly string[]).includes(column)) continue;
      const key = `${id} ${column} ${String(value)}`;
      const cells = records.get(`${table} ${id}`)?.cells;
      const isCurrent = cells?.[column]?.[0] === value && (cells?.[DELETED]?.[0] ?? null) === null;
      if (!isCurrent && !this.#seen.has(key) && !inConflict.has(key))
        this.#problems.push(`lost: ${key}, there is ${JSON.stringify(cells?.[column])}`);
    }
  }
}
