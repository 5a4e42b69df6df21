import { describe, expect, test } from "vitest";
import { broadcastTransport, inProcessTransport, type Transport } from "./transport.ts";

const implementations: Record<string, () => Transport> = {
  BroadcastChannel: () => broadcastTransport(`test:${Math.random()}:`),
  "in process": () => inProcessTransport(),
};

const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

describe.each(Object.entries(implementations))("TAB4: transport over %s", (_name, create) => {
  test("every other member gets a message once, the sender does not", async () => {
    const transport = create();
    const got: string[] = [];
    const join = (who: string) => transport.join<string, string>("room", (message) => got.push(`${who} got ${message}`));
    const members = ["a", "b", "c"].map(join);
    members[0]!.send("hello");
    await soon();
    expect(got.toSorted()).toEqual(["b got hello", "c got hello"]);
    members.forEach((member) => member.leave());
  });

  test("messages arrive in the order in which they were sent", async () => {
    const transport = create();
    const got: number[] = [];
    const receiver = transport.join<number, never>("room", (message) => got.push(message));
    const sender = transport.join<never, number>("room", () => undefined);
    for (let i = 0; i < 100; i++) sender.send(i);
    await soon();
    expect(got).toEqual(Array.from({ length: 100 }, (_, i) => i));
    [sender, receiver].forEach((member) => member.leave());
  });

  test("rooms do not hear each other", async () => {
    const transport = create();
    const got: string[] = [];
    const other = transport.join<string, string>("other", (message) => got.push(message));
    const sender = transport.join<string, string>("room", (message) => got.push(message));
    sender.send("hello");
    await soon();
    expect(got).toEqual([]);
    [sender, other].forEach((member) => member.leave());
  });

  test("bytes and nested data arrive as copies", async () => {
    const transport = create();
    const got: { bytes: Uint8Array; list: { n: number }[] }[] = [];
    const receiver = transport.join<(typeof got)[number], never>("room", (message) => got.push(message));
    const sender = transport.join<never, (typeof got)[number]>("room", () => undefined);
    const message = { bytes: new Uint8Array(100_000).fill(7), list: [{ n: 1 }] };
    sender.send(message);
    message.list[0]!.n = 2;
    await soon();
    expect(got[0]?.bytes.length).toBe(100_000);
    expect(got[0]?.bytes[99_999]).toBe(7);
    expect(got[0]?.list).toEqual([{ n: 1 }]);
    [sender, receiver].forEach((member) => member.leave());
  });

  test("who left hears nothing more, and what it still says is heard by nobody", async () => {
    const transport = create();
    const got: string[] = [];
    const join = (who: string) => transport.join<string, string>("room", (message) => got.push(`${who} got ${message}`));
    const [left, other] = [join("left"), join("other")];
    left.leave();
    other.send("late");
    left.send("later");
    await soon();
    expect(got).toEqual([]);
    other.leave();
  });
});
