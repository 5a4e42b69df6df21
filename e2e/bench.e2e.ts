import { expect, test } from "playwright/test";
import { measureInBrowser } from "../bench/browser.ts";
import { measureInteraction } from "../bench/interaction/measure.ts";
import { READS } from "../bench/workload.ts";

/* The harness in real browsers of its own, small: it fails if an operation does, not if it is slow. */

// Their windows have a size of their own, with which no scale can be set.
// oxlint-disable-next-line no-empty-pattern -- a fixture that needs no other says so in this way
test.use({ deviceScaleFactor: [({}, use) => use(undefined), { scope: "test" }] });

const SIZE = 200;

test("smoke: the harness imports, reads, writes, starts and weighs the app in a browser", async ({ baseURL }) => {
  test.setTimeout(180_000);
  const { reads, write, touch, coldStart, coldAnswer, databaseBytes, memory } = await measureInBrowser(`${baseURL}/`, SIZE);
  expect(reads.size).toBe(READS.length + 1);
  for (const figures of [...reads.values(), write, touch, coldStart, coldAnswer]) expect(figures.median).toBeGreaterThan(0);
  expect(databaseBytes).toBeGreaterThan(SIZE * 1000);
  expect(memory.length).toBeGreaterThan(0);
});

test("smoke: the harness sits down for one round, opens notes one after another, and types in a long one", async ({ baseURL }) => {
  test.setTimeout(180_000);
  const { rounds, failures, leak, keys, scroll } = await measureInteraction(`${baseURL}/`, SIZE, 0, 10);
  expect({ rounds, failures }).toEqual({ rounds: 1, failures: [] });
  expect(leak.map(({ opened }) => opened)).toEqual([1, 4, 7, 10]);
  expect(Math.min(keys.median, scroll.perSecond)).toBeGreaterThan(0);
});
