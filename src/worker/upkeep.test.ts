import { expect, test } from "vitest";
import { createUpkeep } from "./upkeep.ts";

function upkeep(steps = 1) {
  const waiting: (() => void)[] = [];
  let done = 0;
  const committed = createUpkeep(
    (work) => void waiting.push(work),
    () => ++done % steps > 0,
  );
  return {
    commit: (times: number) => Array.from({ length: times }, committed),
    pass: () => waiting.splice(0).forEach((work) => work()),
    done: () => done,
  };
}

test("DB15: upkeep is done in a pause after enough commits, never between two that follow each other", () => {
  const { commit, pass, done } = upkeep();
  commit(30);
  commit(1);
  pass();
  commit(1);
  pass();
  expect(done()).toBe(0);
  pass();
  expect(done()).toBe(1);
  pass();
  commit(5);
  pass();
  expect(done()).toBe(1);
  commit(20);
  pass();
  expect(done()).toBe(2);
});

test("DB15: upkeep lets others go first between its steps, and goes on to its end", () => {
  const { commit, pass, done } = upkeep(3);
  commit(25);
  for (const expected of [1, 2, 3, 3]) {
    pass();
    commit(1);
    expect(done()).toBe(expected);
  }
});
