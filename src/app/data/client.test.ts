import { expect, test } from "vitest";
import { ok, type Outcome } from "../../base/result.ts";
import type { Mutation, Progress, Status, WatchEvent, WorkerApi } from "../../rpc/api.ts";
import { createClient } from "./client.ts";
import type { PageEnvironment } from "./page-environment.ts";

const STATUS: Status = { version: "0", role: "leader", storage: "opfs", epoch: 1, pending: 0, stalled: false, readOnly: null, failure: null, notice: null };

/** A page whose worker answers when the test says so. */
function page(storage = new Map<string, string>()) {
  const sent: { mutation: Mutation; answer: (outcomes: Outcome[]) => void }[] = [];
  const hides: (() => void)[] = [];
  const progress: ((progress: Progress) => void)[] = [];
  const watchers: ((event: WatchEvent) => void)[] = [];
  const api: WorkerApi = {
    mutate: (mutation) => new Promise((answer) => sent.push({ mutation, answer })),
    query: async (name) => (name === "node.count" ? ok({ count: 3 }) : { ok: false, error: { type: "NodeNotFound", message: "Not there." } }),
    watch: async (_name, _args, onChange) => `w${watchers.push(onChange)}`,
    unwatch: async () => undefined,
    task: async (_id, _name, _args, onProgress) => {
      progress.push(onProgress);
      onProgress({ phase: "Writing", done: 1, total: 2 });
      return ok("done");
    },
    cancel: async () => undefined,
    sql: async () => ({ ok: false, error: { type: "SqlError", message: "no such table: x" } }),
    status: async () => STATUS,
    onStatus: async (listener) => listener(STATUS),
    suspend: async () => undefined,
    resume: async () => undefined,
  };
  const environment: PageEnvironment = {
    api,
    proxy: (callback) => callback,
    storage: {
      get length() {
        return storage.size;
      },
      key: (i) => [...storage.keys()][i] ?? null,
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    lifecycle: { onHide: (listener) => void hides.push(listener), onStop: () => undefined, onRest: () => undefined, onReturn: () => undefined },
    now: () => 1_767_225_600_000,
    random: (bytes) => bytes.fill(sent.length + 1),
  };
  return { client: createClient(environment), sent, storage, watchers, progress, hide: () => hides.forEach((hide) => hide()) };
}

test("TAB6: ids that are absent are minted on the page, those that are given stay", () => {
  const { client, sent } = page();
  void client.mutate([
    { name: "note.create", args: { name: "A" } },
    { name: "note.create", args: { id: "mine", name: "B" } },
  ]);
  const [first, second] = sent[0]!.mutation.commands.map(({ args }) => args as { id: string });
  expect(first!.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(second!.id).toBe("mine");
});

test("failure 30: hiding the page flushes editors and keeps what is not acknowledged, until it is", async () => {
  const { client, sent, storage, hide } = page();
  const outcomes: Promise<unknown>[] = [];
  client.onFlush(() => outcomes.push(client.mutate([{ name: "note.update", args: { id: "n", content: "the last word" } }])));
  hide();
  expect(sent).toHaveLength(1);
  expect([...storage.values()].join()).toContain("the last word");
  sent[0]!.answer([ok({ id: "n" })]);
  await Promise.all(outcomes);
  expect(storage.size).toBe(0);
});

test("failure 9: what an earlier page left is sent again with its id, and removed once acknowledged", async () => {
  const before = page();
  void before.client.mutate([{ name: "note.create", args: { id: "left", name: "Left" } }]);
  before.hide();
  const after = page(before.storage);
  expect(after.sent[0]!.mutation).toEqual(before.sent[0]!.mutation);
  after.sent[0]!.answer([ok({ id: "left" })]);
  await after.client.flush();
  await Promise.resolve();
  expect(after.storage.size).toBe(0);
});

test("the status counts what is pending on this page", async () => {
  const { client, sent } = page();
  const seen: number[] = [];
  client.onStatus(({ pending }) => seen.push(pending));
  const done = client.mutate([{ name: "trash.empty", args: {} }]);
  sent[0]!.answer([ok({ purged: 0 })]);
  await done;
  await Promise.resolve();
  expect(seen).toEqual([0, 1, 0]);
});

test("expected failures are thrown with their sentence and type", async () => {
  const { client } = page();
  await expect(client.query("node.get", { id: "x" })).rejects.toMatchObject({ message: "Not there.", failure: { type: "NodeNotFound" } });
  await expect(client.sql("SELECT * FROM x")).rejects.toThrow("no such table: x");
  expect(await client.query("node.count", {})).toEqual({ count: 3 });
});

test("LQ: a stale event, or one after the end, is dropped", async () => {
  const { client, watchers } = page();
  const got: unknown[] = [];
  const stop = await client.watch("node.count", {}, (result) => got.push(result));
  watchers[0]!({ seq: 1, result: ok({ count: 1 }) });
  watchers[0]!({ seq: 0, result: ok({ count: 0 }) });
  stop();
  watchers[0]!({ seq: 2, result: ok({ count: 2 }) });
  expect(got).toEqual([{ count: 1 }]);
});

test("TAB15: progress that arrives after the result of a task is not heard", async () => {
  const { client, progress } = page();
  const heard: number[] = [];
  await client.task("export.zip", {}, ({ done }) => heard.push(done));
  progress[0]!({ phase: "Writing", done: 2, total: 2 });
  expect(heard).toEqual([1]);
});
