import { expect, test } from "vitest";
import { stepped, withinChoices } from "./active-choice.ts";

test("UI8: one step goes round, a page stops at the ends", () => {
  expect(stepped(0, 1, 3)).toBe(1);
  expect(stepped(2, 1, 3)).toBe(0);
  expect(stepped(0, -1, 3)).toBe(2);
  expect(stepped(0, 6, 3)).toBe(2);
  expect(stepped(2, -6, 3)).toBe(0);
});

test("UI8: an arrow pressed before the answer is there leaves the first choice of the answer active", () => {
  for (const step of [1, -1, 6, -6]) expect(stepped(0, step, 0)).toBe(0);
});

test("UI8: an answer that is shorter than the one before has its last choice active", () => {
  expect(withinChoices(5, 2)).toBe(1);
  expect(withinChoices(1, 2)).toBe(1);
  expect(withinChoices(5, 0)).toBe(0);
});
