import { expect, test } from "vitest";
import { startOf } from "../../base/days.ts";
import { AXES, axisOf, axisWords, conditionOf, inAxisOrder } from "./grid-axes.view.ts";

const axis = (value: string) => axisOf(value, "").axis;

test("PI11: every value of an axis is a condition that a filter has, or none at all", () => {
  expect(conditionOf(axis("status"), "")).toEqual({ status: "" });
  expect(conditionOf(axis("folder"), "Songs")).toEqual({ folder: "Songs", subfolders: false });
  expect(conditionOf(axis("folder"), "")).toEqual({ folder: "", subfolders: false });
  expect(conditionOf(axis("tag"), "")).toBeUndefined();
  expect(conditionOf(axis("priority"), "3")).toEqual({ priority: 3 });
  expect(conditionOf(axis("letter"), "…")).toEqual({ letter: "…" });
  expect(conditionOf(axis("month-due"), "2026-12")).toEqual({
    time: { column: "due_at", from: startOf("2026-12-01"), to: startOf("2027-01-01") },
  });
  expect(conditionOf(axis("month-due"), "")).toBeUndefined();
});

test("values are read as words and stand in their natural order, those without last", () => {
  expect(AXES.map(({ axis: each }) => axisWords(each, ""))).toContain("No status");
  expect([axisWords(axis("tag"), "song"), axisWords(axis("priority"), "0"), axisWords(axis("priority"), "2")]).toEqual([
    "#song",
    "No priority",
    "Priority 2",
  ]);
  expect(inAxisOrder(axis("folder"), ["", "Songs 10", "Songs 9", "album"])).toEqual(["album", "Songs 9", "Songs 10", ""]);
  expect(inAxisOrder(axis("priority"), ["0", "1", "3", "10"])).toEqual(["10", "3", "1", "0"]);
  expect(inAxisOrder(axis("letter"), ["…", "B", "#", "A"]).at(-1)).toBe("…");
});

test("an unknown axis is the standard one", () => {
  expect(axisOf("moon", "folder").value).toBe("folder");
});
