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
  #onlyPushes = false;

  /** A copy of a device as it is now, of the same person: both have its id. */
  async copyOf(client: SimClient, name: string): Promise<SimClient> {
    const copy = await this.device(name, false, client.user);
    copy.copyFrom(client);
    return copy;
  }

  async device(name: string, signedIn = true, of = `user-${name}`): Promise<SimClient> {
    this.server.roles.set(of, "editor");
    const client = new SimClient(
      name,
      of,
      () => this.now,
      new Chance(this.#clients.length + 2),
      async ({ user }, path, body) => {
        if (this.#onlyPushes && path === "/pull") throw new Error("unreachable");
        return { ...(await this.server.handle(user, path, body)), retryAfter: null };
      },
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

  /** What waits goes out, and nothing comes in. */
  async push(client: SimClient): Promise<void> {
    this.#onlyPushes = true;
    await client.sync(
      (error) => {
        throw error;
      },
      () => false,
    );
    this.#onlyPushes = false;
  }

  /** Rounds until everybody has heard of everything. */
  async sync(...devices: SimClient[]): Promise<void> {
    for (let round = 0; round < 3; round++)
      for (const client of devices) {
        this.now += 1000;
        let why: unknown = new Error(`${client.name} could not sync`);
        const done = await client.sync(
          (error) => (why = error),
          () => false,
        );
        if (!done) throw why;
      }
  }

  /** What is not at rest: something waits, or a device is not where the server and the first one are. */
  unrest(...devices: SimClient[]): string[] {
    const first = JSON.stringify(devices[0]!.state());
    return devices.flatMap((client) => [
      ...(client.waiting > 0 ? [`${client.name} has ${client.waiting} operations to send`] : []),
      ...(client.digest === this.server.data.row.digest ? [] : [`${client.name} has another digest than the server`]),
      ...(JSON.stringify(client.state()) === first ? [] : [`${client.name} differs`]),
    ]);
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

export const namesOf = (client: SimClient): Record<string, unknown> =>
  Object.fromEntries((client.state()["nodes"] as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
