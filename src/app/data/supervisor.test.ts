import { expect, test } from "vitest";
import { ok, type Outcome } from "../../base/result.ts";
import type { Status, WatchEvent, WorkerApi } from "../../rpc/api.ts";
import { supervise } from "./supervisor.ts";

const STATUS: Status = { version: "0", role: "leader", storage: "opfs", epoch: 1, pending: 0, stalled: false, readOnly: null, failure: null, notice: null };

/** Workers that a test lets die; each answers a mutation only when told to. */
function workers() {
  const page = { rest: () => {}, comeBack: () => {} };
  const started: { die: () => void; ended: boolean; mutations: { id: string; answer: (outcomes: Outcome[]) => void }[]; watchers: ((event: WatchEvent) => void)[] }[] = [];
  const api = supervise({
    proxy: (callback) => callback,
    wait: async () => undefined,
    lifecycle: { onRest: (listener) => (page.rest = listener), onReturn: (listener) => (page.comeBack = listener) },
    start() {
      let die = () => {};
      const gone = new Promise<void>((resolve) => (die = resolve));
      const own: (typeof started)[number] = { die, ended: false, mutations: [], watchers: [] };
      started.push(own);
      const worker = {
        mutate: ({ id }) => new Promise((answer) => own.mutations.push({ id, answer })),
        watch: async (_name, _args, onChange) => `inner ${own.watchers.push(onChange)}`,
        unwatch: async () => void own.watchers.pop(),
        onStatus: async (listener) => listener(STATUS),
      } satisfies Partial<WorkerApi>;
      return { api: worker as Partial<WorkerApi> as WorkerApi, gone, end: () => void (own.ended = true) };
    },
  });
  return { api, started, page };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test("TAB14: a worker dies: the next one gets what was not answered, under its id, and every watch", async () => {
  const { api, started } = workers();
  const seen: unknown[] = [];
  const id = await api.watch("node.count", {}, ({ seq, result }) => void seen.push([seq, result.ok && result.value]));
  started[0]!.watchers[0]!({ seq: 0, result: ok(1) });
  const answered = api.mutate({ id: "first", at: 1, commands: [] });
  const written = api.mutate({ id: "second", at: 2, commands: [] });
  started[0]!.mutations[0]!.answer([]);
  await answered;
  started[0]!.die();
  await settle();
  expect(started[1]!.mutations.map((mutation) => mutation.id)).toEqual(["second"]);
  started[0]!.mutations[1]!.answer([{ ok: false, error: { type: "Late", message: "From a worker that is history." } }]);
  await settle();
  started[1]!.mutations[0]!.answer([ok("done")]);
  expect(await written).toEqual([ok("done")]);
  started[1]!.watchers[0]!({ seq: 0, result: ok(2) });
  expect(seen).toEqual([[0, 1], [1, 2]]);
  await api.unwatch(id);
  expect(started[1]!.watchers).toEqual([]);
});

test("TAB14: what dies again and again is given up, in words", async () => {
  const { api, started } = workers();
  const statuses: Status[] = [];
  await api.onStatus((status) => void statuses.push(status));
  for (let i = 0; i < 4; i++) {
    started[i]!.die();
    await settle();
  }
  expect(started).toHaveLength(4);
  expect(statuses.at(-1)?.failure?.type).toBe("WorkerGone");
});

test("TAB10: a page that rests has no worker, however often; back, another one gets what was not answered", async () => {
  const { api, started, page } = workers();
  const written = api.mutate({ id: "first", at: 1, commands: [] });
  for (let i = 0; i < 6; i++) {
    page.rest();
    expect(started[i]!.ended).toBe(true);
    expect(started).toHaveLength(i + 1);
    page.comeBack();
    page.comeBack();
    expect(started).toHaveLength(i + 2);
  }
  expect(started[6]!.mutations.map(({ id }) => id)).toEqual(["first"]);
  started[6]!.mutations[0]!.answer([ok("done")]);
  expect(await written).toEqual([ok("done")]);
});

test("TAB10: a worker that dies as the page goes to rest is not replaced before the page is back", async () => {
  const { started, page } = workers();
  started[0]!.die();
  page.rest();
  await settle();
  expect(started).toHaveLength(1);
  page.comeBack();
  await settle();
  expect(started).toHaveLength(2);
});
