import { expect, test } from "vitest";
import { sealedId, type SealedAnswer, type SealedPush } from "../base/sealed-push.ts";
import { postSealed } from "./push.ts";

const push = (space: string, m: number, account = "ada"): SealedPush => ({
  id: sealedId(space, m),
  account,
  space_id: space,
  url: `/v1/spaces/${space}/push`,
  body: `${space}${m}`,
});

/** A store in memory and a server that answers each body with a status, and maybe a text. */
function world(pushes: SealedPush[], answers: Record<string, number | string> = {}, windows = 0) {
  const posted: string[] = [];
  const kept: SealedAnswer[] = [];
  const deps = {
    store: {
      pushes: () => Promise.resolve(pushes),
      answered: (answer: SealedAnswer) => Promise.resolve(void kept.push(answer)),
    },
    windows: () => Promise.resolve(windows),
    post: (_url: string, body: string) => {
      posted.push(body);
      const answer = answers[body] ?? "{}";
      return Promise.resolve({ status: typeof answer === "number" ? answer : 200, text: () => Promise.resolve(String(answer)) });
    },
  };
  return { deps, posted, kept };
}

test("SU13: everything is posted in order, and each success is kept", async () => {
  const { deps, posted, kept } = world([push("a", 1), push("a", 2), push("b", 1)]);
  await postSealed(deps);
  expect(posted).toEqual(["a1", "a2", "b1"]);
  expect(kept.map(({ id }) => id)).toEqual(["a:0000000001", "a:0000000002", "b:0000000001"]);
});

test("SU13: with a window open nothing is posted: its leader does it", async () => {
  const { deps, posted } = world([push("a", 1)], {}, 1);
  await postSealed(deps);
  expect(posted).toEqual([]);
});

test.each([500, 503, 429])(
  "SU13, failure 23: %i is no success: it stays, its space waits, the others go on, and the browser tries again",
  async (status) => {
    const { deps, posted, kept } = world([push("a", 1), push("a", 2), push("b", 1)], { a1: status });
    await expect(postSealed(deps)).rejects.toThrow();
    expect(posted).toEqual(["a1", "b1"]);
    expect(kept.map(({ space_id }) => space_id)).toEqual(["b"]);
  },
);

test("SU13, failure 23: without a session (401) the batch is kept: nothing is lost and nothing is tried in vain", async () => {
  const { deps, posted, kept } = world([push("a", 1), push("b", 1)], { a1: 401 });
  await postSealed(deps);
  expect(posted).toEqual(["a1"]);
  expect(kept).toEqual([]);
});

test("SU13 SU14: a session of another account sends nothing of this one's; the other's go out", async () => {
  const { deps, posted, kept } = world([push("a", 1), push("b", 1), push("c", 1, "grace")], { a1: 401 });
  await postSealed(deps);
  expect(posted).toEqual(["a1", "c1"]);
  expect(kept.map(({ account }) => account)).toEqual(["grace"]);
});

test("SU13: a refusal of one space is left to the leader", async () => {
  const { deps, posted, kept } = world([push("a", 1), push("a", 2), push("b", 1)], { a1: 409 });
  await postSealed(deps);
  expect(posted).toEqual(["a1", "b1"]);
  expect(kept).toHaveLength(1);
});

test("SU13: after a stop the rest of the space waits for the leader", async () => {
  const { deps, posted, kept } = world([push("a", 1), push("a", 2)], { a1: '{"stop":{"m":1}}' });
  await postSealed(deps);
  expect(posted).toEqual(["a1"]);
  expect(kept).toHaveLength(1);
});
