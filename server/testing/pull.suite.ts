import { describe, expect, test } from "vitest";
import { Digest } from "../../src/protocol/digest.ts";
import type { PullAnswer, SpacePage } from "../../src/protocol/pull.ts";
import { decodeToken, encodeToken } from "../../src/protocol/token.ts";
import { encodeValue, decodeValue } from "../../src/protocol/value.ts";
import { sweep } from "../exchange/sweep.ts";
import { recordsOf, type Device, type World } from "./world.ts";

const error = (page: object) => ("error" in page ? (page.error as { type: string }).type : "no error");

/** The rules of a pull (PR4, PR6, PR8), on whatever store the world stands. */
export function pullSuite(world: () => World): void {
  const alone = async () => (await world().person()).device();
  const fill = async (device: Device, records: number) => {
    const ops = Array.from({ length: records }, (_, n) => device.op([["notes", `n${n}`, { name: `Note ${n}` }]]));
    for (let i = 0; i < ops.length; i += 500) await device.send(ops.slice(i, i + 500));
  };

  describe("PR6: pages", () => {
    test("together are every record once, at its latest seq, in the order of seqs", async () => {
      const device = await alone();
      await fill(device, 25);
      await device.write("notes", "n3", { name: "changed" });
      const pages = await device.pull(10);
      const seqs = pages.flatMap((page) => page.records.map(([, , seq]) => seq));
      expect([pages.length, seqs.length, seqs]).toEqual([3, 25, seqs.toSorted((a, b) => a - b)]);
      expect([recordsOf(pages).get("notes/n3"), pages.map(({ more }) => more)]).toEqual([{ name: "changed" }, [true, true, false]]);
    });

    test("are cut between operations only, never inside one", async () => {
      const device = await alone();
      for (let n = 0; n < 4; n++)
        await device.send([device.op(Array.from({ length: 7 }, (_, i) => ["notes", `n${n}-${i}`, { name: "x" }] as const))]);
      const pages = await device.pull(10);
      for (const page of pages) expect(page.records.length % 7).toBe(0);
      expect(recordsOf(pages).size).toBe(28);
    });

    test("end where they grow large", async () => {
      const device = await alone();
      for (let n = 0; n < 6; n++) {
        const columns = Object.fromEntries(["a", "b", "c", "d"].map((column) => [column, `${n}`.repeat(240_000)]));
        await device.write("notes", `n${n}`, columns);
      }
      const pages = await device.pull();
      expect([pages.length, pages[0]!.more, recordsOf(pages).size]).toEqual([2, true, 6]);
    });

    test("an empty answer leaves the token where it is; the digest is that of all cells", async () => {
      const device = await alone();
      await fill(device, 5);
      await device.write("notes", "n1", { name: "again", content: "text" });
      const pages = await device.pull();
      const digest = new Digest();
      for (const [table, id, , , cells] of pages.flatMap((page) => page.records))
        for (const [column, [, hlc]] of Object.entries(cells)) digest.change(table, id, column, undefined, hlc);
      expect(pages.at(-1)!.digest).toBe(digest.toString());
      const { tok, digest: same, records } = (await device.ask()) as SpacePage;
      expect([tok, same, records]).toEqual([device.tok, digest.toString(), []]);
    });

    test("say how far this client's operations are known, and which were refused since", async () => {
      const device = await alone();
      await device.write("notes", "a", { name: "x" });
      await device.send([{ ...device.op([["notes", "a", { name: "y" }]]), w: 5 }]);
      const page = await device.page();
      expect([page.last_mid, page.rejected.map(({ m, error: { type } }) => [m, type])]).toEqual([2, [[2, "invalid"]]]);
      await device.write("notes", "b", { name: "z" });
      expect((await device.page()).last_mid).toBe(3);
      expect((await device.page()).rejected).toEqual([]);
    });

    test("name the members once, and again when they change", async () => {
      const [owner, guest] = [await world().person(), await world().person()];
      const device = owner.device(await owner.sharedSpace());
      const { members } = await device.page();
      expect(members!.list.map(({ user, role }) => [user, role])).toEqual([[owner.id, "owner"]]);
      expect(((await device.ask({}, { rev: members!.rev })) as SpacePage).members).toBeUndefined();
      await owner.invite(guest, device.space, "viewer");
      const next = ((await device.ask({}, { rev: members!.rev })) as SpacePage).members!;
      expect(next.list.map(({ role }) => role).sort()).toEqual(["owner", "viewer"]);
    });

    test("SU15: name the clients that each member writes with, and say so when there is a new one", async () => {
      const [owner, guest] = [await world().person(), await world().person()];
      const space = await owner.sharedSpace();
      await owner.invite(guest, space, "editor");
      const [here, there] = [owner.device(space), guest.device(space)];
      await here.write("notes", "a", { name: "x" });
      const { members } = await here.page();
      const clients = (page: SpacePage) => Object.fromEntries(page.members!.list.map((member) => [member.user, member.clients]));
      expect(clients((await here.ask()) as SpacePage)).toEqual({ [owner.id]: [here.client], [guest.id]: [] });
      await there.write("notes", "b", { name: "y" });
      expect(clients((await here.ask({}, { rev: members!.rev })) as SpacePage)).toEqual({
        [owner.id]: [here.client],
        [guest.id]: [there.client],
      });
      await there.write("notes", "b", { name: "z" });
      const { rev } = ((await here.ask()) as SpacePage).members!;
      expect(((await here.ask({}, { rev })) as SpacePage).members).toBeUndefined();
    });

    test("several spaces are one snapshot and share the limit", async () => {
      const person = await world().person();
      const devices = [person.device(), person.device(await person.sharedSpace())];
      for (const device of devices) await fill(device, 5);
      const spaces = [...devices.map(({ space }) => ({ id: space, tok: null })), { id: "unknown-space", tok: null }];
      const { body } = await person.call<PullAnswer>("POST", "/pull", { v: 1, sv: 1, client: devices[0]!.client, spaces, limit: 6 });
      expect(body.spaces.map((page) => ("error" in page ? page.error.type : [page.records.length, page.more]))).toEqual([
        [5, false],
        [1, true],
        "gone",
      ]);
    });
  });

  describe("PR4: tokens", () => {
    test("of another epoch: epoch_changed, for pull and push", async () => {
      const device = await alone();
      await device.write("notes", "a", { name: "x" });
      await device.pull();
      device.tok = encodeToken({ ...decodeToken(device.tok!)!, epoch: "00000000000000ff" });
      expect(error(await device.ask())).toBe("epoch_changed");
      expect(error((await device.send([device.op([["notes", "b", { name: "x" }]])])).body)).toBe("epoch_changed");
    });

    test.each([
      ["beyond the head", (seq: number) => seq + 10],
      ["at the head with another tag", (seq: number) => seq],
      ["below the head with another tag", (seq: number) => seq - 2],
    ])("%s: rewound", async (_, move) => {
      const device = await alone();
      await fill(device, 5);
      await device.pull();
      const { epoch, seq } = decodeToken(device.tok!)!;
      device.tok = encodeToken({ epoch, seq: move(seq), tag: "00000000000000aa" });
      expect(error(await device.ask())).toBe("rewound");
      expect(error((await device.send([device.op([["notes", "b", { name: "x" }]])])).body)).toBe("rewound");
    });

    test("with another operation in the place of the last that was answered: rewound; with that one, or none any more: not", async () => {
      const device = await alone();
      await device.write("notes", "a", { name: "x" });
      const asked = [`op-${device.client}-1`, "of-another-device"].map((op) => device.ask({}, { last: { m: 1, op } }));
      expect((await Promise.all(asked)).map(error)).toEqual(["no error", "rewound"]);
      expect(error(await device.ask({}, { last: { m: 2, op: "not-here-yet" } }))).toBe("no error");
    });

    test("an operation made after something that the server has lost stops as rewound", async () => {
      const device = await alone();
      const answer = await device.write("notes", "a", { name: "x" }, { x: 7 });
      expect(answer.stop?.error.type).toBe("rewound");
    });

    test("too old to be checked: too_old; a first reading goes on all the same", async () => {
      const device = await alone();
      await fill(device, 6);
      await device.page(2);
      const old = device.tok;
      await device.pull();
      // Three times two months, so that the session lives on.
      for (let times = 0; times < 3; times++) {
        world().now += 61 * 86_400_000;
        await device.person.call("GET", "/auth/me");
      }
      await device.write("notes", "later", { name: "x" });
      await sweep(world().services.store, world().now);
      expect(error(await device.ask({}, { tok: old }))).toBe("too_old");
      expect(error(await device.ask())).toBe("no error");
      const reader = device.person.device();
      expect(recordsOf(await reader.pull(2)).size).toBe(7);
    });

    test.each(["", "nonsense", "A".repeat(30), "é".repeat(30), "' OR 1=1 --"])("%j is not one of ours", async (tok) => {
      const device = await alone();
      expect(["invalid_request", "epoch_changed"]).toContain(error(await device.ask({}, { tok })));
    });
  });

  test("versions below what the space needs, and other protocols: upgrade_required", async () => {
    const device = await alone();
    await device.person.call("PATCH", `/spaces/${device.space}`, { min_sv: 5 });
    expect(error(await device.ask())).toBe("upgrade_required");
    expect(error((await device.send([device.op([["notes", "a", { name: "x" }]])])).body)).toBe("upgrade_required");
    expect(error(await device.ask({ sv: 5 }))).toBe("no error");
    expect(error(await device.ask({ sv: 5, v: 2 }))).toBe("upgrade_required");
  });

  test("PR8: every kind of value comes back as it was sent", async () => {
    const device = await alone();
    const values = {
      text: 'Ünïcödé 🎸 "quotes" \\ \n',
      nul: "a\0b",
      half: "\ud83c alone",
      big: 2n ** 62n,
      real: 1.5e-300,
      huge: 1.7976931348623157e308,
      minus_zero: -0,
      bytes: new Uint8Array([0, 255, 7]),
      nothing: null,
      empty: "",
    };
    await device.write("notes", "n", Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeValue(value)])));
    const cells = (await device.page()).records[0]![4];
    expect(Object.fromEntries(Object.keys(values).map((name) => [name, decodeValue(cells[name]![0])]))).toEqual(values);
  });

  test("names that a JavaScript object has by itself are names like others", async () => {
    const device = await alone();
    await device.write("notes", "constructor", { constructor: "x", toString: 1, hasOwnProperty: null });
    expect(recordsOf(await device.pull()).get("notes/constructor")).toEqual({ constructor: "x", toString: 1, hasOwnProperty: null });
  });
}
