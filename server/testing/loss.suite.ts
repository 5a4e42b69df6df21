import { describe, expect, test } from "vitest";
import type { SpacePage } from "../../src/protocol/pull.ts";
import type { Write } from "../../src/protocol/push.ts";
import { recordsOf, type Device, type World } from "./world.ts";

const SPACE_TABLES = ["space", "txtag", "rec", "conflict", "client", "member", "invite"];
const error = (page: object) => ("error" in page ? (page.error as { type: string }).type : "no error");

/** A server that lost something, and clients that give it back (PR4, PR5), on whatever store the world stands. */
export function lossSuite(world: () => World): void {
  /** What a backup of a space holds, as a function that brings it back. */
  async function backup(space: string): Promise<() => Promise<void>> {
    const { store } = world().services;
    const rows = await store.read(async (sql) => {
      const kept: [string, string][] = [];
      for (const table of SPACE_TABLES)
        for (const { row } of await sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE space_id = $1`, [space]))
          kept.push([table, row]);
      return kept;
    });
    return () =>
      store.write(async (sql) => {
        for (const table of SPACE_TABLES) await sql(`DELETE FROM ${table} WHERE space_id = $1`, [space]);
        for (const [table, row] of rows)
          await sql(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`, [row]);
      });
  }

  /** What a client does that has lost its place: reads from the beginning, then offers what it holds and the server does not. */
  async function offerAgain(device: Device, held: readonly SpacePage[]): Promise<void> {
    device.tok = null;
    const there = await device.pull();
    device.m = there.at(-1)!.last_mid;
    const known = new Set(cellsOf(there).map(([key]) => key));
    const byClock = new Map<string, Write[]>();
    for (const [key, hlc, write] of cellsOf(held)) if (!known.has(key)) byClock.set(hlc, [...(byClock.get(hlc) ?? []), write]);
    const ops = [...byClock].map(([h, w]) => device.op(w, { h, r: "state" }));
    if (ops.length > 0) await device.send(ops);
  }

  const cellsOf = (pages: readonly SpacePage[]): [string, string, Write][] =>
    pages
      .flatMap((page) => page.records)
      .flatMap(([table, id, , , cells]) =>
        Object.entries(cells).map(([column, [value, hlc]]): [string, string, Write] => [
          [table, id, column, hlc].join(" "),
          hlc,
          [table, id, { [column]: value }],
        ]),
      );

  async function two() {
    const person = await world().person();
    const [a, b] = [person.device(), person.device()];
    await a.write("notes", "early", { name: "early" });
    await b.pull();
    await b.write("notes", "early", { name: "early, edited by b", folder: "x" });
    return { person, a, b };
  }
  const late = async (a: Device, b: Device) => {
    await a.write("notes", "late", { name: "late" });
    await b.pull();
    await b.write("notes", "late", { name: "late, edited by b" });
    const held = [await a.person.device(a.space).pull(), await a.person.device(a.space).pull()] as const;
    await a.pull();
    await b.pull();
    return held;
  };
  const EVERYTHING = new Map([
    ["notes/early", { name: "early, edited by b", folder: "x" }],
    ["notes/late", { name: "late, edited by b" }],
  ]);

  describe("PR5: a server that lost something", () => {
    test("restored from a backup: every client that had read further is told, and nothing is lost", async () => {
      const { a, b } = await two();
      await a.pull();
      const restore = await backup(a.space);
      const [heldByA, heldByB] = await late(a, b);
      await restore();
      expect([error(await a.ask()), error(await b.ask())]).toEqual(["rewound", "rewound"]);
      await offerAgain(a, heldByA);
      await offerAgain(b, heldByB);
      const pages = await a.person.device(a.space).pull();
      expect([recordsOf(pages), pages.flatMap((page) => page.conflicts)]).toEqual([EVERYTHING, []]);
    });

    test("a rewound server that has counted on past the old head is still found out, by the tag", async () => {
      const { a, b } = await two();
      const restore = await backup(a.space);
      await late(a, b);
      await restore();
      const newcomer = a.person.device(a.space);
      for (let n = 0; n < 9; n++) await newcomer.write("notes", `new${n}`, { name: "x" });
      expect([error(await a.ask()), error((await a.send([a.op([["notes", "y", { name: "y" }]])])).body)]).toEqual(["rewound", "rewound"]);
    });

    test("what came to be after the client had read everything is kept as a conflict, what came before is not", async () => {
      const { a, b } = await two();
      const [h, t] = [a.stamp(50_000), world().now + 1];
      world().now += 1000;
      await b.write("notes", "early", { name: "after the loss" });
      await a.send([a.op([["notes", "early", { name: "given back", folder: "y" }]], { h, r: "state", t })]);
      const pages = await a.person.device(a.space).pull();
      expect(recordsOf(pages).get("notes/early")).toEqual({ name: "given back", folder: "y" });
      expect(pages.flatMap((page) => page.conflicts).map(([, , column, value]) => [column, value])).toEqual([["name", "after the loss"]]);
    });

    test("a deletion offered again that loses leaves the record alive by a clock that is not the deletion's", async () => {
      const { a, b } = await two();
      const [h, t] = [a.stamp(50_000), world().now + 1];
      world().now += 1000;
      await b.write("notes", "early", { name: "after the loss" });
      await a.send([a.op([["notes", "early", { _deleted: 1 }]], { h, r: "state", t })]);
      const pages = await a.person.device(a.space).pull();
      const [value, clock] = pages.flatMap((page) => page.records)[0]![4]["_deleted"]!;
      expect([value, clock > h]).toEqual([null, true]);
      expect(pages.flatMap((page) => page.conflicts).map(([, , column, , lost]) => [column, lost])).toEqual([["_deleted", h]]);
    });

    test("CL9: an id whose writes another client offered again is nobody's; who misses operations is told of that first", async () => {
      const { person, a, b } = await two();
      const unknown = person.device();
      const again = [a, unknown].map((device) => b.op([["notes", device.client, { name: "x" }]], { h: device.stamp(), r: "state" }));
      expect((await b.send(again)).body.results.map(({ status }) => status)).toEqual(["applied", "applied"]);
      const stops = async (device: Device) => (await device.write("notes", "early", { name: "y" })).stop?.error.type;
      expect([await stops(a), await stops(a), await stops(unknown), await stops(b)]).toEqual([
        "client_forked",
        "gap",
        "client_forked",
        undefined,
      ]);
    });

    test("wiped: the session is gone, a new account takes the space's id, clients are told and offer everything", async () => {
      const { person, a, b } = await two();
      const [heldByA, heldByB] = await late(a, b);
      await world().services.store.write(async (sql) => {
        for (const table of [...SPACE_TABLES, "user_space"]) await sql(`DELETE FROM ${table} WHERE space_id = $1`, [a.space]);
        await sql("DELETE FROM sessions WHERE user_id = $1", [person.id]);
        await sql("DELETE FROM users WHERE user_id = $1", [person.id]);
      });
      world().now += 31_000;
      expect((await person.call("POST", "/pull", {})).status).toBe(401);
      const request = { name: person.session.user.name, password: "long enough", session: "bearer", space: a.space };
      Object.assign(person, { session: (await world().call("POST", "/auth/register", request)).body });
      expect([error(await a.ask()), error(await b.ask())]).toEqual(["epoch_changed", "epoch_changed"]);
      await offerAgain(b, heldByB);
      await offerAgain(a, heldByA);
      const pages = await person.device(a.space).pull();
      expect([recordsOf(pages), pages.flatMap((page) => page.conflicts)]).toEqual([EVERYTHING, []]);
    });
  });
}
