import { expect, test } from "vitest";
import { surplus } from "./thin.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = 1_767_225_600_000;

/** A version each `step` over `span`, newest first. */
const every = (step: number, span: number, named = false) =>
  Array.from({ length: Math.floor(span / step) }, (_, i) => ({ seq: span / step - i, at: NOW - i * step, named }));

test("VE4: all of the last hour stay, one an hour for a day, one a day for a month, one a week for ever", () => {
  const versions = every(MINUTE, 365 * DAY);
  const goes = new Set(surplus(versions, NOW));
  const stay = versions.filter(({ seq }) => !goes.has(seq));
  const within = (from: number, to: number) => stay.filter(({ at }) => NOW - at >= from && NOW - at < to).length;
  expect(within(0, 60 * MINUTE)).toBe(60);
  expect(within(60 * MINUTE, DAY)).toBeLessThanOrEqual(24);
  expect(within(60 * MINUTE, DAY)).toBeGreaterThanOrEqual(23);
  expect(within(DAY, 30 * DAY)).toBeLessThanOrEqual(30);
  expect(within(DAY, 30 * DAY)).toBeGreaterThanOrEqual(29);
  expect(within(30 * DAY, 365 * DAY)).toBeGreaterThanOrEqual(47);
  expect(within(30 * DAY, 365 * DAY)).toBeLessThanOrEqual(49);
});

test("VE4: thinning again at once takes nothing, later takes only what has aged", () => {
  const versions = every(MINUTE, 60 * DAY);
  const first = new Set(surplus(versions, NOW));
  const left = versions.filter(({ seq }) => !first.has(seq));
  expect(surplus(left, NOW)).toEqual([]);
  expect(surplus(left, NOW + 10 * MINUTE).length).toBeLessThan(12);
});

test("VE4: named versions stay, and take no other's place", () => {
  const at = NOW - 2 * DAY - 1000;
  const versions = [
    { seq: 3, at, named: true },
    { seq: 2, at: at - 1000, named: false },
    { seq: 1, at: at - 2000, named: false },
  ];
  expect(surplus(versions, NOW)).toEqual([1]);
});
