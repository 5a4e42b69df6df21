import { randomFillSync } from "node:crypto";
import { encodeHlc, tick, type Hlc } from "../../src/base/hlc.ts";
import type { SessionAnswer } from "../../src/protocol/auth.ts";
import type { WireError } from "../../src/protocol/errors.ts";
import type { PullAnswer, SpaceError, SpacePage } from "../../src/protocol/pull.ts";
import type { Op, PushAnswer, Write } from "../../src/protocol/push.ts";
import { createApi } from "../api.ts";
import { type Passwords, randomHex } from "../auth/secrets.ts";
import { Metrics } from "../http/metrics.ts";
import type { Services } from "../services.ts";
import type { Store } from "../store/store.ts";

const random = (bytes: Uint8Array<ArrayBuffer>) => randomFillSync(bytes);
const quick: Passwords = {
  hash: (password) => Promise.resolve(`plain:${password}`),
  verify: (hash, password) => Promise.resolve(hash === `plain:${password}`),
};

export interface Answer<Body = { error: WireError }> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A server without a socket on a store, with a clock of its own; people and their devices. */
export class World {
  now = 1_800_000_000_000;
  readonly reported: unknown[] = [];
  readonly api: ReturnType<typeof createApi>;
  readonly services: Services;
  constructor(store: Store, more: Partial<Services> = {}) {
    const clock = () => this.now;
    this.services = {
      store,
      clock,
      random,
      passwords: quick,
      metrics: new Metrics(clock),
      registration: "open",
      trustProxy: false,
      report: (error) => this.reported.push(error),
      ...more,
    };
    this.api = createApi(this.services);
  }

  async call<Body = { error: WireError }>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const init = { method, headers: { "Content-Type": "application/json", ...headers }, ...(body !== undefined && { body: text(body) }) };
    const answer = await this.api.request(path, init);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
  }

  /** Somebody new, with a space of their own. */
  async person(): Promise<Person> {
    // Newcomers from one address are limited by the hour.
    this.now += 60_000;
    const request = { name: `person ${randomHex(random)}`, password: "long enough", session: "bearer" };
    const { body } = await this.call<SessionAnswer>("POST", "/auth/register", request);
    return new Person(this, body);
  }
}

const text = (body: unknown) => (typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body));

export class Person {
  readonly world: World;
  readonly session: SessionAnswer;
  constructor(world: World, session: SessionAnswer) {
    this.world = world;
    this.session = session;
  }

  get id(): string {
    return this.session.user.id;
  }

  call<Body = { error: WireError }>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.world.call<Body>(method, path, body, { Authorization: `Bearer ${this.session.token}`, ...headers });
  }

  device(space = this.session.space): Device {
    return new Device(this, space);
  }

  async sharedSpace(): Promise<string> {
    return (await this.call<{ space: { id: string } }>("POST", "/spaces", { name: "Band" })).body.space.id;
  }

  async invite(other: Person, space: string, role: string): Promise<void> {
    const { body } = await this.call<{ code: string }>("POST", `/spaces/${space}/invites`, { role });
    await other.call("POST", "/invites/accept", { code: body.code });
  }
}

/** A client that keeps no more than the protocol asks: a counter, a clock, a token. */
export class Device {
  readonly client = randomHex(random);
  readonly person: Person;
  readonly space: string;
  m = 0;
  tok: string | null = null;
  /** The seq of the token: the context of what is written next. */
  seen = 0;
  #clock: Hlc = { ms: 0, counter: 0, client: this.client };
  constructor(person: Person, space: string) {
    this.person = person;
    this.space = space;
  }

  /** A clock reading of this device, later than all before. */
  stamp(ahead = 0): string {
    this.#clock = tick(this.#clock, this.person.world.now + ahead);
    return encodeHlc(this.#clock);
  }

  op(w: readonly Write[], more: Partial<Op> = {}): Op {
    this.m += 1;
    return { m: this.m, op: `op-${this.client}-${this.m}`, x: this.seen, h: this.stamp(), w, ...more };
  }

  send(ops: readonly unknown[], more: Record<string, unknown> = {}): Promise<Answer<PushAnswer>> {
    const request = { v: 1, sv: 1, client: this.client, tok: this.tok, ops, ...more };
    return this.person.call<PushAnswer>("POST", `/spaces/${this.space}/push`, request);
  }

  /** Writes one record in one operation and pushes it. */
  async write(table: string, id: string, cells: Write[2], more: Partial<Op> = {}, options?: Write[3]): Promise<PushAnswer> {
    return (await this.send([this.op([options ? [table, id, cells, options] : [table, id, cells]], more)])).body;
  }

  async ask(more: Record<string, unknown> = {}, space: Record<string, unknown> = {}): Promise<SpacePage | SpaceError> {
    const request = { v: 1, sv: 1, client: this.client, spaces: [{ id: this.space, tok: this.tok, ...space }], ...more };
    const { body } = await this.person.call<PullAnswer>("POST", "/pull", request);
    return body.spaces[0]!;
  }

  /** One page; the token moves on. */
  async page(limit = 2_000): Promise<SpacePage> {
    const page = await this.ask({ limit });
    if ("error" in page) throw new Error(page.error.type);
    this.tok = page.tok;
    this.seen = page.seq;
    return page;
  }

  /** Every page there is. */
  async pull(limit = 2_000): Promise<SpacePage[]> {
    const pages = [await this.page(limit)];
    while (pages.at(-1)!.more) pages.push(await this.page(limit));
    return pages;
  }
}

/** What a reader of these pages holds in the end: the newest cells of each record. */
export function recordsOf(pages: readonly SpacePage[]): Map<string, Record<string, unknown>> {
  const records = new Map<string, Record<string, unknown>>();
  for (const [table, id, , , cells] of pages.flatMap((page) => page.records))
    records.set(`${table}/${id}`, Object.fromEntries(Object.entries(cells).map(([column, [value]]) => [column, value])));
  return records;
}
