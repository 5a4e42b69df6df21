import { expect, test } from "vitest";
import { freeNames, type PlacedName } from "./free-names.model.ts";

const at = (text: string, x: number, y: number, anchor: PlacedName["anchor"] = "middle"): PlacedName => ({ text, x, y, anchor });
const texts = (names: PlacedName[]) => freeNames(names).map(({ text }) => text);

test("PL13: of names that would cover each other, the first stays", () => {
  expect(texts([at("Album", 100, 50), at("Garden", 110, 58), at("House", 100, 70)])).toEqual(["Album", "House"]);
});

test("PL13: where a name begins decides, not only where it is placed", () => {
  expect(texts([at("Album", 100, 50, "end"), at("Garden", 102, 50, "start")])).toEqual(["Album", "Garden"]);
  expect(texts([at("Album", 100, 50, "start"), at("Garden", 130, 50, "end")])).toEqual(["Album"]);
});

test("PL13: a name that is left out takes no place from those behind it", () => {
  expect(texts([at("One", 0, 0, "start"), at("A very long name", 10, 0, "start"), at("Two", 60, 0, "start")])).toEqual(["One", "Two"]);
});
