import { expect, test } from "vitest";
import { restAfter } from "./run-layout.ts";

test("GV6: a picture that is drawn smoothly needs no rest, a slow one leaves the page three quarters of the time", () => {
  expect(restAfter(16)).toBe(0);
  expect(restAfter(33)).toBe(0);
  expect(restAfter(133)).toBe(300);
});
