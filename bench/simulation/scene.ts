import type { Connection } from "../../src/db/connection.ts";
import type { SqlValue } from "../../src/db/sqlite.ts";
import { expect } from "vitest";
import { Chance } from "./chance.ts";
import { openSlot, SimClient, type Slot } from "./client.ts";
import { SimServer } from "./server.ts";

const NOW = 1_800_000_000_000;
/** What a device has on its disk. */
const TABLES = ["nodes", "notes", "edges"].concat(
  ["outbox", "touch", "rec", "shadow", "unknown", "conflict", "dead", "space", "meta"].map((name) => `sync_${name}`),
);

/** The device is gone. */
class CutOff extends Error {}

/** Two devices and a server; the statements of the first device can be cut off. */
export class Scene {
  readonly server: SimServer;
  readonly here: SimClient;
  readonly there: SimClient;
  readonly problems: string[] = [];
  /** What does not get through to the server now. */
  isCutOff: (client: SimClient, path: string) => boolean = () => false;

  now = NOW;
  readonly #chance: Chance;
  readonly #seed: number;

  private constructor(seed: number) {
    this.#seed = seed;
    this.#chance = new Chance(seed);
    const chance = this.#chance;
    const roles = new Map([
      ["u-here", "editor" as const],
      ["u-there", "editor" as const],
    ]);
    this.server = new SimServer({ chance, now: () => this.now, roles, pause: () => Promise.resolve(), mutant: undefined });
    const wire = async (client: SimClient, path: string, body: unknown) => {
      if (this.isCutOff(client, path)) throw new Error("unreachable");
      return { ...(await this.server.handle(client.user, path, body)), retryAfter: null };
    };
    [this.here, this.there] = (["here", "there"] as const).map(
      (name, i) => new SimClient(name, `u-${name}`, () => this.now + i, chance, wire),
    ) as [SimClient, SimClient];
  }

  /** Two scenes in which nobody shall have the same id by chance have different seeds. */
  static async open(here?: Slot, there?: Slot, seed = 1): Promise<Scene> {
    const scene = new Scene(seed);
    await scene.here.open(here ?? (await openSlot()));
    await scene.there.open(there ?? (await openSlot()));
    return scene;
  }

  /** The first device and the server as they are in another scene, which goes on by itself. */
  copyFrom(other: Scene): void {
    this.#chance.restart(this.#seed);
    this.server.accepted.length = 0;
    this.here.copyFrom(other.here);
    this.server.data = structuredClone(other.server.data);
    for (const [user, role] of other.server.roles) this.server.roles.set(user, role);
  }

  signIn(): void {
    for (const client of [this.here, this.there]) client.signIn();
  }

  /** A round; false if the device was cut off in it. */
  async sync(client: SimClient): Promise<boolean> {
    let cutOff = false;
    await client.sync(
      (error) => {
        if (error instanceof CutOff) cutOff = true;
        else this.problems.push(`${client.name}: ${String((error as Error).stack)}`);
      },
      () => false,
    );
    return !cutOff;
  }

  async rest(): Promise<void> {
    for (let round = 0; round < 4; round++) for (const client of [this.here, this.there]) await this.sync(client);
  }

  /** Everything that the first device and the server have on their disks. */
  get disks(): string {
    const { row, ...rest } = this.server.data;
    return JSON.stringify([
      TABLES.map((table) => this.here.db.rows(`SELECT * FROM ${table}`)),
      row,
      Object.values(rest).map((all) => [...all]),
    ]);
  }

  /** What a person sees in the end, on both devices; without clocks and ids of operations. */
  get outcome(): unknown {
    const of = (client: SimClient) => ({
      ...client.state(),
      conflicts: client.conflicts.map(({ tbl, id, col, value_json }) => [tbl, id, col, value_json].join(" ")).sort(),
      refused: client.db.rows<{ writes_json: string }>("SELECT writes_json FROM sync_dead ORDER BY m").map((row) => row.writes_json),
      waiting: client.waiting,
      isAsServer: client.digest === this.server.data.row.digest,
    });
    return { here: of(this.here), there: of(this.there) };
  }

  /** Cells that the server took twice. */
  get twice(): string[] {
    const seen = new Set<string>();
    return this.server.accepted
      .map(({ table, id, column, hlc }) => `${table} ${id} ${column} ${hlc}`)
      .filter((cell) => seen.size === seen.add(cell).size);
  }
}

/** Stands before a connection and cuts it off when `left` statements have run. */
export const cutting =
  (cut: { left: number }) =>
  (connection: Connection): Connection =>
    new Proxy(connection, {
      get(target, name: keyof Connection) {
        const value = target[name];
        if (typeof value !== "function") return value;
        const call = (value as (...args: unknown[]) => unknown).bind(target);
        if (name !== "run" && name !== "rows" && name !== "row" && name !== "value") return call;
        return (...args: unknown[]) => {
          if (--cut.left < 0) throw new CutOff("cut off");
          return call(...args);
        };
      },
    });

export const node = (client: SimClient, id: string, name = id) => {
  insert(client, "nodes", { id, node_type: "note", name, created_at: NOW, modified_at: NOW, content: "a\nb\nc\nd\ne" });
  insert(client, "notes", { id, front_matter: "" });
};
export const link = (client: SimClient, id: string, from: string, to: string) =>
  insert(client, "edges", { id, edge_type: "NEST", source_id: from, target_id: to, created_at: NOW });
const insert = (client: SimClient, table: string, row: Record<string, SqlValue>) =>
  client.edit(
    `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
      .map(() => "?")
      .join(", ")})`,
    Object.values(row),
  );
export const set = (client: SimClient, id: string, column: string, value: SqlValue) =>
  client.edit(`UPDATE nodes SET ${column} = ? WHERE id = ?`, [value, id]);
export const remove = (client: SimClient, id: string) => client.edit("DELETE FROM nodes WHERE id = ?", [id]);

export function expectAlike({ here, there, problems }: Scene): void {
  expect(problems).toEqual([]);
  expect(here.state()).toEqual(there.state());
}
export const nameOf = ({ here }: Scene, id: string) => here.db.value("SELECT name FROM nodes WHERE id = ?", [id]);

/** Both have three notes, one below the other, and everything is at rest. */
export async function shared(scene?: Scene): Promise<Scene> {
  scene ??= await Scene.open();
  scene.signIn();
  for (const id of ["a", "b", "c"]) node(scene.here, id);
  link(scene.here, "e1", "a", "b");
  link(scene.here, "e2", "b", "c");
  await scene.rest();
  return scene;
}
