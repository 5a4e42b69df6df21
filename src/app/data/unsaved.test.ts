import { expect, test } from "vitest";
import type { Mutation } from "../../rpc/api.ts";
import { createUnsaved, type KeyValueStorage } from "./unsaved.ts";

function memoryStorage(limit = Infinity): KeyValueStorage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (value.length > limit) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
  };
}

const mutation = (id: string, args: unknown): Mutation => ({ id, at: 1, commands: [{ name: "note.create", args }] });

test("TAB9: what was kept comes back oldest first, bytes included, until it is forgotten", () => {
  const storage = memoryStorage();
  const kept = [mutation("2", { bytes: new Uint8Array(20_000).fill(200) }), mutation("1", { name: "é 漢 🎵" })];
  createUnsaved(storage).keep(kept);
  const next = createUnsaved(storage);
  expect(next.left()).toEqual([kept[1], kept[0]]);
  next.forget("1");
  expect(next.left()).toEqual([kept[0]]);
});

test("TAB9: what does not fit does not keep the rest from being kept", () => {
  const storage = memoryStorage(1000);
  createUnsaved(storage).keep([mutation("1", { bytes: new Uint8Array(5000) }), mutation("2", { name: "short" })]);
  expect(createUnsaved(storage).left().map(({ id }) => id)).toEqual(["2"]);
});

test("other things in localStorage are left alone", () => {
  const storage = memoryStorage();
  storage.setItem("theme", "dark");
  expect(createUnsaved(storage).left()).toEqual([]);
});
