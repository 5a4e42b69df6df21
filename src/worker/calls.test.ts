import { releaseProxy } from "comlink";
import { expect, test, vi } from "vitest";
import { createCalls } from "./calls.ts";
import type { Answer, Line } from "./messages.ts";
import { createRouter } from "./router.ts";

const RESULT = { ok: true, value: 1 } as const;

function setUp() {
  const router = createRouter();
  let answer: (answer: Answer) => void = () => undefined;
  const line: Line = {
    open(_, onAnswer) {
      answer = onAnswer;
      return () => undefined;
    },
  };
  router.attach(line);
  const calls = createCalls({ router, status: {} as never, intents: {} as never, isLeading: () => true });
  return { calls, answer: (given: Answer) => answer(given) };
}

/** As Comlink makes it from a port: unusable when it was let go. */
function callbackOfPage() {
  const release = vi.fn<() => void>();
  const call = vi.fn<() => void>(() => {
    if (release.mock.calls.length > 0) throw new Error("Proxy has been released and is not useable");
  });
  return { call, release, callback: Object.assign(call, { [releaseProxy]: release }) };
}

test("LQ7: the callback of a watch is let go when the watch is ended, and not called any more", async () => {
  const { calls, answer } = setUp();
  const { call, release, callback } = callbackOfPage();
  const id = await calls.watch("note.list", {}, callback);
  answer({ kind: "event", event: { seq: 0, result: RESULT } });
  expect(call).toHaveBeenCalledTimes(1);
  expect(release).not.toHaveBeenCalled();
  await calls.unwatch(id);
  expect(release).toHaveBeenCalledTimes(1);
  answer({ kind: "event", event: { seq: 1, result: { ok: true, value: 2 } } });
  expect(call).toHaveBeenCalledTimes(1);
  await calls.unwatch(id);
  expect(release).toHaveBeenCalledTimes(1);
});

test.each<[string, Answer]>([
  ["done", { kind: "done", value: RESULT }],
  ["broken", { kind: "broken", message: "The line broke." }],
])("LQ7: the callback of a task is let go when the task is %s", async (_, last) => {
  const { calls, answer } = setUp();
  const { call, release, callback } = callbackOfPage();
  const settled = calls.task("a task", "graph.rank", {}, callback).then(
    () => "done",
    () => "broken",
  );
  answer({ kind: "progress", progress: { done: 1, total: 2 } as never });
  expect(call).toHaveBeenCalledTimes(1);
  expect(release).not.toHaveBeenCalled();
  answer(last);
  expect(await settled).toBe(last.kind);
  expect(release).toHaveBeenCalledTimes(1);
});
