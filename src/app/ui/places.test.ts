import { expect, test } from "vitest";
import { coordinates, placeWords } from "./places.ts";

test("PI10: coordinates are numbers within the world, in whatever way they are written", () => {
  expect(coordinates("58.249", " 8.378 ")).toEqual({ latitude: 58.249, longitude: 8.378 });
  expect(coordinates("−33,9", "18.4°")).toEqual({ latitude: -33.9, longitude: 18.4 });
  for (const [latitude, longitude] of [
    ["", ""],
    ["91", "0"],
    ["0", "181"],
    ["north", "0"],
    ["1", ""],
    ["Infinity", "0"],
  ] as const)
    expect([latitude, coordinates(latitude, longitude)]).toEqual([latitude, undefined]);
});

test("a place is told by its name, otherwise by its coordinates", () => {
  expect(placeWords({ latitude: -33.92, longitude: -18.42, location_name: null })).toBe("33.92° S, 18.42° W");
  expect(placeWords({ latitude: 1, longitude: 2, location_name: "Pier 3" })).toBe("Pier 3");
  expect(placeWords({ latitude: null, longitude: null, location_name: null })).toBeUndefined();
});
