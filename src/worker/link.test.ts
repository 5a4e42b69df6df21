import { expect, test } from "vitest";
import { createLink, type Link } from "./link.ts";
import { inProcessLocks } from "./locks.ts";
import type { Answer, LeaderInfo, Line, ToClient, ToLeader } from "./messages.ts";
import { inProcessTransport } from "./transport.ts";

const INFO: LeaderInfo = { storage: "opfs", readOnly: null, notice: null, hidden: false };
const delivered = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function setUp() {
  const transport = inProcessTransport();
  const sent: ToLeader[] = [];
  const leader = transport.join<ToLeader, ToClient>("me", (message) => sent.push(message));
  let line: Line | undefined;
  let hellos = 0;
  const link: Link = createLink({
    client: "me",
    transport,
    locks: inProcessLocks(),
    dbLock: "db:test",
    timers: { now: () => 0, after: () => () => undefined },
    minEpoch: 1,
    sayHello: () => void hellos++,
    onWelcome: (welcomed) => void (line = welcomed),
    onInfo: () => undefined,
    onStalled: () => undefined,
    isWaiting: () => true,
  });
  return { leader, link, sent, line: () => line!, hellos: () => hellos };
}

test("failure 13: the late reply of an old epoch is ignored", async () => {
  const { leader, line, sent } = setUp();
  const got: Answer[] = [];
  leader.send({ type: "welcome", epoch: 4, info: INFO });
  await delivered();
  line().open({ kind: "query", name: "node.count", args: {} }, (answer) => got.push(answer));
  leader.send({ type: "welcome", epoch: 5, info: INFO });
  await delivered();
  line().open({ kind: "query", name: "node.count", args: {} }, (answer) => got.push(answer));
  await delivered();
  const calls = sent.flatMap((message) => (message.type === "open" ? [message.call] : []));
  for (const call of calls) leader.send({ type: "answer", epoch: 4, call, answer: { kind: "done", value: "old" } });
  for (const call of calls) leader.send({ type: "answer", epoch: 5, call, answer: { kind: "done", value: "new" } });
  await delivered();
  expect(got).toEqual([{ kind: "done", value: "new" }]);
});

test("TAB5: a welcome of a leader that has resigned is ignored", async () => {
  const { leader, link, line } = setUp();
  link.lost(7);
  leader.send({ type: "welcome", epoch: 7, info: INFO });
  await delivered();
  expect(line()).toBeUndefined();
  leader.send({ type: "welcome", epoch: 8, info: INFO });
  await delivered();
  expect(line()).toBeDefined();
});

test("TAB5: hello is said once to a leader that is known already", async () => {
  const { leader, link, hellos } = setUp();
  link.heardOf(3);
  leader.send({ type: "welcome", epoch: 3, info: INFO });
  await delivered();
  link.heardOf(3);
  expect(hellos()).toBe(1);
  link.heardOf(4);
  expect(hellos()).toBe(2);
});
