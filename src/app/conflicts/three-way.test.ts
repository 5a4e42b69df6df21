import { expect, test } from "vitest";
import { resultOf, threeWay } from "./three-way.ts";

const BASE = "# Takes\n\nTake 1 is too fast.\nTake 2 has the best chorus.\n\nTake 3 is lost.\n";

test("SU7: what only one side changed is settled, whichever it is", () => {
  const mine = BASE.replace("too fast", "far too fast");
  const theirs = BASE.replace("is lost", "was found");
  const parts = threeWay(BASE, mine, theirs);
  expect(parts.every(({ kind }) => kind === "same")).toBe(true);
  expect(resultOf(parts, [])).toBe(BASE.replace("too fast", "far too fast").replace("is lost", "was found"));
});

test("SU7: different words of one line are both taken", () => {
  const parts = threeWay("Take 1 is too fast today.\n", "Take 1 was too fast today.\n", "Take 1 is too fast, alas, today.\n");
  expect(resultOf(parts, [])).toBe("Take 1 was too fast, alas, today.\n");
});

test("SU7: the same words make a choice: mine, theirs, or both below each other", () => {
  const parts = threeWay(BASE, BASE.replace("too fast", "too slow"), BASE.replace("too fast", "just right"));
  expect(parts.filter(({ kind }) => kind === "choice")).toEqual([
    { kind: "choice", mine: "Take 1 is too slow.\n", theirs: "Take 1 is just right.\n" },
  ]);
  expect(resultOf(parts, ["mine"])).toBe(BASE.replace("too fast", "too slow"));
  expect(resultOf(parts, ["theirs"])).toBe(BASE.replace("too fast", "just right"));
  expect(resultOf(parts, [])).toBe(BASE.replace("Take 1 is too fast.", "Take 1 is too slow.\nTake 1 is just right."));
});

test("SU7: lines that one side took out and the other changed are a choice", () => {
  const parts = threeWay("a\nb\nc\n", "a\nc\n", "a\nb, more\nc\n");
  expect(parts.some(({ kind }) => kind === "choice")).toBe(true);
  expect(resultOf(parts, ["mine"])).toBe("a\nc\n");
  expect(resultOf(parts, ["theirs"])).toBe("a\nb, more\nc\n");
});

test("SU7: both keep a line each when the last line has no break", () => {
  expect(resultOf(threeWay("x", "mine", "theirs"), [])).toBe("mine\ntheirs");
});
