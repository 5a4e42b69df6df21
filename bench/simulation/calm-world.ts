import { expect } from "vitest";
import { Chance } from "./chance.ts";
import { SimClient } from "./client.ts";
import { SimServer } from "./server.ts";

const START = 1_800_000_000_000;

/** Production clients and server in a world without faults: for tests that make their own. */
export class CalmWorld {
  now = START;
  readonly server = new SimServer({
    chance: new Chance(1),
    now: () => this.now,
    roles: new Map(),
    pause: () => Promise.resolve(),
    mutant: undefined,
  });
  readonly #clients: SimClient[] = [];

  async device(name: string, signedIn = true): Promise<SimClient> {
    this.server.roles.set(`user-${name}`, "editor");
    const client = new SimClient(
      name,
      `user-${name}`,
      () => this.now,
      new Chance(this.#clients.length + 2),
      async ({ user }, path, body) => ({ ...(await this.server.handle(user, path, body)), retryAfter: null }),
    );
    await client.open();
    if (signedIn) client.signIn();
    this.#clients.push(client);
    return client;
  }

  make(client: SimClient, id: string, name: string): void {
    this.now += 1000;
    const { now } = this;
    client.edit("INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES (?, 'note', ?, ?, ?)", [id, name, now, now]);
    client.edit("INSERT INTO notes (id) VALUES (?)", [id]);
  }

  rename(client: SimClient, id: string, name: string): void {
    this.now += 1000;
    client.edit("UPDATE nodes SET name = ?, modified_at = ? WHERE id = ?", [name, this.now, id]);
  }

  remove(client: SimClient, id: string): void {
    this.now += 1000;
    client.edit("DELETE FROM nodes WHERE id = ?", [id]);
  }

  /** Rounds until everybody has heard of everything. */
  async sync(...devices: SimClient[]): Promise<void> {
    for (let round = 0; round < 3; round++)
      for (const client of devices) {
        this.now += 1000;
        const report = (error: unknown) => expect.unreachable(String((error as Error).stack ?? error));
        expect(await client.sync(report, () => false), client.name).toBe(true);
      }
  }

  /** Nothing waits, and all are where the server is. */
  atRest(...devices: SimClient[]): void {
    expect(devices.map(({ waiting }) => waiting)).toEqual(devices.map(() => 0));
    expect(devices.map(({ digest }) => digest)).toEqual(devices.map(() => this.server.data.row.digest));
    expect(devices.map((client) => client.state())).toEqual(devices.map(() => devices[0]!.state()));
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

export const namesOf = (client: SimClient): Record<string, unknown> =>
  Object.fromEntries((client.state()["nodes"] as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
