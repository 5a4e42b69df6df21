import { expect, test } from "vitest";
import { arcsOf, partsOf } from "./usage-parts.ts";

const report = {
  pages: 100,
  page_size: 4096,
  by_kind: { notes: 200_000, attachments: 0, versions: 9600, index: 150_000, changes: 40_000, other: 10_000, free: 0 },
} as unknown as Parameters<typeof partsOf>[0];

test("ST1: the parts are what is used, in the file and beside it; what takes nothing is left out", () => {
  const parts = partsOf(report, 500_000);
  expect(parts.map(({ kind }) => kind)).toEqual(["notes", "versions", "index", "changes", "other", "beside"]);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(500_000);
  expect(partsOf(report, undefined).some(({ kind }) => kind === "beside")).toBe(false);
});

test("ST1: backups are a part of their own, and counted once", () => {
  const parts = partsOf(report, 900_000, 300_000);
  expect(parts.slice(-2)).toEqual([
    { kind: "backups", label: "Backups", bytes: 300_000 },
    { kind: "beside", label: "Log and the app itself", bytes: 900_000 - 409_600 - 300_000 },
  ]);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(900_000);
  expect(partsOf(report, undefined, 300_000).at(-1)!.kind).toBe("backups");
});

test("ST1: the arcs go once round the ring, and the smallest can be seen", () => {
  const arcs = arcsOf([
    { kind: "notes", label: "", bytes: 1_000_000 },
    { kind: "other", label: "", bytes: 1 },
  ]);
  expect(arcs[0]!.from).toBe(0);
  expect(arcs[1]!.from).toBeCloseTo(arcs[0]!.length, 10);
  expect(arcs[0]!.length + arcs[1]!.length).toBeCloseTo(100, 10);
  expect(arcs[1]!.length).toBeGreaterThan(0.5);
});
