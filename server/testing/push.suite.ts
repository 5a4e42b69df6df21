import { describe, expect, test } from "vitest";
import { hlcMs } from "../../src/base/hlc.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { recordsOf, type World } from "./world.ts";

/** The rules of a push (PR1–PR5, PR9), on whatever store the world stands. */
export function pushSuite(world: () => World): void {
  const alone = async () => (await world().person()).device();
  /** Two devices of one person on one space. */
  const pair = async () => {
    const person = await world().person();
    return [person.device(), person.device()] as const;
  };

  describe("PR1: operations", () => {
    test("each takes the next seq and is answered by its m, whatever their order in the request", async () => {
      const device = await alone();
      const ops = [1, 2, 3].map((n) => device.op([["notes", `n${n}`, { name: `Note ${n}` }]]));
      const { status, body } = await device.send(ops.toReversed());
      expect([status, body.results, body.head, body.last_mid]).toEqual([
        200,
        [1, 2, 3].map((m) => ({ m, status: "applied", seq: m })),
        3,
        3,
      ]);
      expect(recordsOf(await device.pull()).get("notes/n2")).toEqual({ name: "Note 2" });
    });

    test("failure 22: the same push any number of times, also at once, is applied once", async () => {
      const device = await alone();
      const ops = Array.from({ length: 5 }, (_, n) => device.op([["notes", `n${n}`, { name: "x" }]]));
      const answers = await Promise.all(Array.from({ length: 4 }, () => device.send(ops)));
      const statuses = answers.flatMap(({ body }) => body.results.map(({ status }) => status));
      expect([statuses.filter((status) => status === "applied").length, statuses.length]).toEqual([5, 20]);
      expect(
        answers.every(({ body }) => body.head === 5 && body.results.every((result, i) => "seq" in result && result.seq === i + 1)),
      ).toBe(true);
    });

    test("a push that overlaps what came before goes on where that ended", async () => {
      const device = await alone();
      const ops = [1, 2, 3].map((n) => device.op([["notes", `n${n}`, { name: "x" }]]));
      await device.send(ops.slice(0, 2));
      expect((await device.send(ops)).body.results.map(({ status }) => status)).toEqual(["duplicate", "duplicate", "applied"]);
    });

    test("a gap stops, names the last that is known, and what came before it stays", async () => {
      const device = await alone();
      const [one, , three] = [1, 2, 3].map((n) => device.op([["notes", `n${n}`, { name: "x" }]]));
      const { body } = await device.send([one, three]);
      expect([body.results.length, body.last_mid, body.stop]).toEqual([
        1,
        1,
        { m: 3, error: expect.objectContaining({ type: "gap", last_mid: 1 }) },
      ]);
    });

    test("the same m with another id is a forked client: nothing of it lands", async () => {
      const device = await alone();
      await device.write("notes", "a", { name: "first" });
      await device.write("notes", "a", { name: "second" });
      const fork = { ...device.op([["notes", "a", { name: "forged" }]]), m: 1, op: "another-id" };
      const { body } = await device.send([fork, { ...fork, m: 2 }, { ...fork, m: 3 }]);
      expect([body.results, body.stop?.error.type, body.head]).toEqual([[], "client_forked", 2]);
    });

    test("a client id belongs to one person in a space", async () => {
      const [owner, other] = [await world().person(), await world().person()];
      const space = await owner.sharedSpace();
      await owner.invite(other, space, "editor");
      const [mine, theirs] = [owner.device(space), other.device(space)];
      await mine.write("notes", "a", { name: "x" });
      const { status, body } = await theirs.send([mine.op([["notes", "a", { name: "y" }]])], { client: mine.client });
      expect([status, (body as unknown as { error: { type: string } }).error.type]).toEqual([409, "client_forked"]);
    });

    test("PR3: a clock more than a minute ahead stops with the server's time; stamped again it goes through", async () => {
      const device = await alone();
      const op = device.op([["notes", "a", { name: "x" }]]);
      const ahead = { ...op, h: `${(world().now + 60_001).toString(16).padStart(12, "0")}${op.h.slice(12)}` };
      const { body } = await device.send([ahead]);
      expect(body.stop?.error).toMatchObject({ type: "hlc_future", now: world().now });
      const limit = { ...op, h: `${(world().now + 60_000).toString(16).padStart(12, "0")}${op.h.slice(12)}` };
      expect((await device.send([limit])).body.results[0]!.status).toBe("applied");
      expect(hlcMs(limit.h)).toBe(world().now + 60_000);
    });

    test("one that can never be applied is answered for good and does not block those after it", async () => {
      const device = await alone();
      const poisons: Record<string, unknown>[] = [
        { w: "nonsense" },
        { w: [["notes", "a", { name: { nested: 1 } }]] },
        { w: [["notes", "a", { name: "x".repeat(LIMITS.valueBytes + 1) }]] },
        { h: "0".repeat(32) },
        { x: -1 },
      ];
      const bad = poisons.map((poison) => ({ ...device.op([["notes", "a", { name: "bad" }]]), ...poison }));
      const good = device.op([["notes", "good", { name: "good" }]]);
      const { body } = await device.send([...bad, good]);
      const types = body.results.map((result) => (result.status === "rejected" ? result.error.type : result.status));
      expect(types).toEqual(["invalid", "invalid", "too_large", "invalid", "invalid", "applied"]);
      expect([body.last_mid, body.head, [...recordsOf(await device.pull()).keys()]]).toEqual([6, 1, ["notes/good"]]);
      const again = await device.send([...bad, good]);
      expect(again.body.results.map(({ status }) => status)).toEqual([...bad.map(() => "rejected"), "duplicate"]);
    });

    test("an operation lands whole or not at all: a record of more than 1 MB takes its whole operation along", async () => {
      const device = await alone();
      const part = "x".repeat(LIMITS.valueBytes - 10);
      await device.write("notes", "big", { a: part, b: part, c: part });
      const answer = await device.send([
        device.op([
          ["notes", "small", { name: "x" }],
          ["notes", "big", { d: part, e: part }],
        ]),
      ]);
      expect(answer.body.results).toEqual([{ m: 2, status: "rejected", error: expect.objectContaining({ type: "too_large" }) }]);
      expect([...recordsOf(await device.pull()).keys()]).toEqual(["notes/big"]);
    });
  });

  describe("PR2: cells", () => {
    test("who had seen a cell replaces it, whatever the clocks say of the difference", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "from a" });
      await b.pull();
      await b.write("notes", "n", { name: "from b" });
      const [page] = await a.pull();
      expect([recordsOf([page!]).get("notes/n"), page!.conflicts]).toEqual([{ name: "from b" }, []]);
    });

    test("two fields of a record, changed on two devices, both stay (no whole-row last write wins)", async () => {
      const [a, b] = await pair();
      await a.write("todos", "t", { name: "Buy strings", done: 0 });
      await b.pull();
      await a.write("todos", "t", { name: "Buy guitar strings" });
      await b.write("todos", "t", { done: 1 });
      const [page] = await a.pull();
      expect([recordsOf([page!]).get("todos/t"), page!.conflicts]).toEqual([{ name: "Buy guitar strings", done: 1 }, []]);
    });

    test.each([
      ["the later clock arrives last", 0, 1_000],
      ["the later clock arrives first", 1_000, 0],
    ])("F15, F18: of two blind changes the later clock stays and the other is a conflict at the same seq: %s", async (_, first, second) => {
      const [a, b] = await pair();
      await a.send([{ ...a.op([["notes", "n", { name: "a" }]]), h: a.stamp(first) }]);
      const { head } = await b.send([{ ...b.op([["notes", "n", { name: "b" }]]), h: b.stamp(second) }]).then(({ body }) => body);
      const [page] = await a.pull();
      const [winner, loser] = first > second ? ["a", "b"] : ["b", "a"];
      expect(recordsOf([page!]).get("notes/n")).toEqual({ name: winner });
      expect(page!.conflicts.map(([table, id, column, value, , seq, resolved]) => [table, id, column, value, seq, resolved])).toEqual([
        ["notes", "n", "name", loser, head, 0],
      ]);
    });

    test("the same value on both sides, and columns marked quiet, make no conflict", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "same", sort_order: 1 });
      await b.write("notes", "n", { name: "same", sort_order: 2 }, { h: b.stamp(1) }, { quiet: ["sort_order"] });
      const [page] = await a.pull();
      expect([page!.conflicts, recordsOf([page!]).get("notes/n")]).toEqual([[], { name: "same", sort_order: 2 }]);
    });

    test("what a client lost and then wrote over itself is resolved; the choice of a person resolves by name", async () => {
      const [a, b] = await pair();
      const late = a.stamp(5_000);
      await a.write("notes", "n", { name: "a" }, { h: late });
      await b.write("notes", "n", { name: "b1" });
      await b.write("notes", "n", { name: "b2" });
      const [page] = await a.pull();
      expect(page!.conflicts.map(([, , , value, , , resolved]) => [value, resolved])).toEqual([
        ["b1", 1],
        ["b2", 0],
      ]);
      const open = page!.conflicts.find(([, , , , , , resolved]) => resolved === 0)!;
      await a.write("notes", "n", {}, {}, { done: { name: open[4] } });
      const [next] = await a.pull();
      expect([next!.conflicts.map(([, , , value, , , resolved]) => [value, resolved]), next!.records]).toEqual([[["b2", 1]], []]);
    });

    test("of two fields that one operation lost, each is settled by its own decision", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "a", content: "of a" }, { h: a.stamp(5_000) });
      await b.write("notes", "n", { name: "b", content: "of b" });
      const [page] = await a.pull();
      const lost = page!.conflicts[0]![4];
      expect(page!.conflicts.map(([, , column, , hlc]) => [column, hlc])).toEqual([
        ["content", lost],
        ["name", lost],
      ]);
      await a.write("notes", "n", {}, {}, { done: { content: lost } });
      const [next] = await a.pull();
      expect(next!.conflicts.map(([, , column, , , , resolved]) => [column, resolved])).toEqual([["content", 1]]);
    });

    test("an edit that did not look at an open conflict leaves it open", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "a" }, { h: a.stamp(5_000) });
      await b.write("notes", "n", { name: "b" });
      await a.pull();
      await a.write("notes", "n", { name: "a, edited" });
      const [page] = await b.pull();
      expect(page!.conflicts.map(([, , , value, , , resolved]) => [value, resolved])).toEqual([["b", 0]]);
    });
  });

  describe("PR7: deleted on one side, edited on the other", () => {
    test.each([
      ["the edit comes last", true],
      ["the deletion comes last", false],
    ])("the edit stays visible and the deletion waits as a conflict: %s", async (_, editLast) => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "draft" });
      await Promise.all([a.pull(), b.pull()]);
      const edit = () => a.write("notes", "n", { name: "edited" });
      const remove = () => b.write("notes", "n", { _deleted: 1 });
      for (const step of editLast ? [remove, edit] : [edit, remove]) await step();
      const pages = await a.pull();
      const record = recordsOf(pages).get("notes/n")!;
      expect([record["name"], record["_deleted"] ?? null]).toEqual(["edited", null]);
      expect(pages[0]!.conflicts.map(([, , column, value, , , resolved]) => [column, value, resolved])).toEqual([["_deleted", 1, 0]]);
    });

    test("a deletion by somebody who had seen everything is a deletion", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "draft" });
      await b.pull();
      await b.write("notes", "n", { _deleted: 1 });
      const [page] = await a.pull();
      expect([recordsOf([page!]).get("notes/n"), page!.conflicts]).toEqual([{ name: "draft", _deleted: 1 }, []]);
    });

    test("what one deleted who had seen the edit is no conflict for another who deletes it without", async () => {
      const [a, b] = await pair();
      await a.write("notes", "n", { name: "draft" });
      await b.pull();
      await a.write("notes", "n", { name: "edited" });
      await a.pull();
      await a.write("notes", "n", { _deleted: 1 });
      await b.write("notes", "n", { _deleted: true });
      const [page] = await b.pull();
      expect([Boolean(recordsOf([page!]).get("notes/n")!["_deleted"]), page!.conflicts]).toEqual([true, []]);
    });
  });

  describe("PR5: offering again what the server lost", () => {
    test("state: the later clock has the last word, nothing twice, no conflict of its own", async () => {
      const [a, b] = await pair();
      const [older, newer] = [a.stamp(), a.stamp()];
      await b.write("notes", "n", { name: "newer" }, { h: newer, r: "state" });
      await a.write("notes", "n", { name: "older" }, { h: older, r: "state" });
      await a.write("notes", "n", { name: "newer" }, { h: newer, r: "state" });
      const [page] = await b.pull();
      expect([recordsOf([page!]).get("notes/n"), page!.records[0]![4]["name"]![1], page!.conflicts]).toEqual([
        { name: "newer" },
        newer,
        [],
      ]);
    });

    test("conflicts come back as conflicts, once", async () => {
      const [a, b] = await pair();
      const [lost, won] = [b.stamp(), a.stamp(1)];
      await a.write("notes", "n", { name: "won" }, { h: won, r: "state" });
      for (const device of [a, b]) await device.write("notes", "n", { name: "lost" }, { h: lost, r: "conflict" });
      const [page] = await b.pull();
      expect(page!.conflicts.map(([, , , value, hlc]) => [value, hlc])).toEqual([["lost", lost]]);
    });

    test("only then may an operation carry the clock of another client", async () => {
      const [a, b] = await pair();
      const answer = await a.write("notes", "n", { name: "x" }, { h: b.stamp() });
      expect(answer.results).toEqual([{ m: 1, status: "rejected", error: expect.objectContaining({ type: "invalid" }) }]);
    });
  });

  test("PR8: values may be sealed: the server merges what it cannot read", async () => {
    const [a, b] = await pair();
    const toy = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
    const seal = (text: string) => ["b", toy(Buffer.from(text)).toString("base64")] as const;
    const open = (value: unknown) => toy(Buffer.from((value as string[])[1]!, "base64")).toString();
    await a.write("notes", "n", { name: seal("draft"), content: seal("text") });
    await b.pull();
    await a.write("notes", "n", { name: seal("from a") });
    await b.write("notes", "n", { name: seal("from b"), content: seal("more text") });
    const pages = await a.pull();
    const record = recordsOf(pages).get("notes/n")!;
    const lost = pages[0]!.conflicts.map(([, , , value]) => open(value));
    expect([open(record["content"]), [open(record["name"]), ...lost].sort()]).toEqual(["more text", ["from a", "from b"]]);
  });
}
