import { WireRefusal } from "../../server/http/refusal.ts";
import { pull } from "../../server/exchange/pull.ts";
import { push } from "../../server/exchange/push.ts";
import { ERRORS } from "../../src/protocol/errors.ts";
import type { PullRequest } from "../../src/protocol/pull.ts";
import type { PushAnswer, PushRequest, Write } from "../../src/protocol/push.ts";
import type { Role } from "../../src/protocol/spaces.ts";
import { decodeToken } from "../../src/protocol/token.ts";
import type { Chance } from "./chance.ts";
import { emptySpace, memoryRows, type ServerFaults, type SpaceData } from "./memory-space.ts";

export type Mutant =
  | "no-context"
  | "no-dedupe"
  | "cut-pages"
  | "no-tags"
  | "no-lock"
  | "offered-last"
  | "refused-not-counted"
  | "cursor-first"
  | "pending-overwritten";

export interface ServerDeps {
  readonly chance: Chance;
  readonly now: () => number;
  readonly roles: Map<string, Role>;
  readonly pause: () => Promise<void>;
  readonly mutant: Mutant | undefined;
}

/** The production exchange on rows in memory. */
export class SimServer {
  readonly roles: Map<string, Role>;
  data: SpaceData;
  /** Every cell that was ever accepted. */
  readonly accepted: { table: string; id: string; column: string; value: unknown; hlc: string }[] = [];
  /** Those that were answered with results. */
  pushes = 0;
  readonly #deps: ServerDeps;
  #kept: SpaceData | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(deps: ServerDeps) {
    this.#deps = deps;
    this.roles = deps.roles;
    this.data = emptySpace(this.#tag());
  }

  async handle(user: string, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    try {
      const text = JSON.stringify(body);
      return { status: 200, body: path === "/pull" ? await this.#pull(user, JSON.parse(text)) : await this.#push(user, JSON.parse(text)) };
    } catch (error) {
      if (!(error instanceof WireRefusal)) throw error;
      return { status: ERRORS[error.error.type], body: { error: error.error } };
    }
  }

  backup(): void {
    this.#kept = structuredClone(this.data);
  }
  rewind(): void {
    if (this.#kept) this.data = structuredClone(this.#kept);
  }
  wipe(): void {
    this.data = emptySpace(this.#tag());
    this.#kept = null;
  }

  #tag(): string {
    return Array.from({ length: 16 }, () => this.#deps.chance.below(16).toString(16)).join("");
  }

  #rows(tok: string | null) {
    const { mutant, roles, pause } = this.#deps;
    const token = tok === null ? undefined : decodeToken(tok);
    const faults: ServerFaults = {
      cutPages: mutant === "cut-pages",
      forgetRefused: mutant === "refused-not-counted",
      forgetOps: mutant === "no-dedupe",
      ...(mutant === "no-tags" && { ignoreTags: () => token?.tag }),
    };
    return memoryRows(
      () => this.data,
      (user) => roles.get(user) ?? null,
      pause,
      faults,
    );
  }

  #push(user: string, request: PushRequest): Promise<PushAnswer> {
    const { mutant, now } = this.#deps;
    const work = async () => {
      const { push: rows } = this.#rows(request.tok);
      if (mutant === "no-context") for (const op of request.ops) (op as Record<string, unknown>)["x"] = this.data.row.head;
      // What is offered again counts as having known of everything that is there.
      if (mutant === "offered-last") for (const op of request.ops) delete (op as Record<string, unknown>)["t"];
      if (mutant === "no-dedupe" && request.ops[0]) rows.pusher = pusherBefore(rows.pusher, request.ops[0].m);
      if (mutant === "no-tags") this.#trustHead(request.tok);
      const answer = await push(rows, request, { user, now: now(), randomTag: () => this.#tag() });
      this.pushes++;
      for (const { m, status } of answer.results) if (status === "applied") this.#note(request.ops.find((op) => op.m === m)!);
      return answer;
    };
    if (mutant === "no-lock") return work();
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #pull(user: string, request: PullRequest): Promise<unknown> {
    const { chance, now, mutant } = this.#deps;
    const tok = request.spaces[0]!.tok;
    if (mutant === "no-tags") this.#trustHead(tok);
    const text = await pull(() => this.#rows(tok).pull, { ...request, limit: 1 + chance.below(6) }, { user, now: now() });
    return JSON.parse(text);
  }

  #trustHead(tok: string | null): void {
    const token = tok === null ? undefined : decodeToken(tok);
    if (token?.seq === this.data.row.head) this.data.row = { ...this.data.row, head_tag: token.tag };
  }

  #note(op: { readonly [key: string]: unknown }): void {
    if (op["r"] === "conflict") return;
    for (const [table, id, cells] of op["w"] as Write[])
      for (const [column, value] of Object.entries(cells)) this.accepted.push({ table, id, column, value, hlc: String(op["h"]) });
  }
}

type Pusher = ReturnType<typeof memoryRows>["push"]["pusher"];
const pusherBefore =
  (pusher: Pusher, m: number): Pusher =>
  async (user, client) => ({ ...(await pusher(user, client)), last_mid: m - 1, last_op_id: null });
