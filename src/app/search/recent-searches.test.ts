import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { createRecentSearches, readSearches } from "./recent-searches.ts";

function memory() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

test("SE13: the newest search first, each once, at most eight, and still there next time", () => {
  const store = memory();
  const first = createRoot(() => createRecentSearches(store));
  for (const text of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "B"]) first.add(text);
  expect(first.list()).toEqual(["B", "i", "h", "g", "f", "e", "d", "c"]);
  expect(createRoot(() => createRecentSearches(store)).list()).toEqual(first.list());
});

test.each([null, undefined, 7, "", "{", "{}", "7", '[1,"",{}]'])("SE13: what was stored by somebody else is none: %j", (stored) => {
  expect(readSearches(stored)).toEqual([]);
});
