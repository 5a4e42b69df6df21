import { expect, test } from "vitest";
import { Figures } from "../figures.ts";
import type { Held, InteractionMeasured } from "./measure.ts";
import { INTERACTION_HEAD, inp, interactionSection } from "./report.ts";

const held = (opened: number, heap: number): Held => ({ opened, heap, nodes: 100 + opened, listeners: 10 });

test("INP is the worst of a few interactions, and passes over one of every fifty", () => {
  const sorted = [500, 120, 40, 24];
  expect(inp(sorted, 4)).toBe(500);
  expect(inp(sorted, 49)).toBe(500);
  expect(inp(sorted, 50)).toBe(120);
  expect(inp(sorted, 120)).toBe(40);
  // The others took less than the browser tells.
  expect(inp([], 300)).toBe(16);
});

test("the report of a sitting says how long was waited, what the page kept, and what failed", () => {
  const measured: InteractionMeasured = {
    size: 1000,
    minutes: 1,
    rounds: 2,
    observed: {
      interactions: [{ id: 1, phase: "write", ms: 48, at: 61_000, waited: 3, worked: 20 }],
      count: 60,
      longTasks: [{ phase: "search", ms: 61 }],
    },
    before: held(0, 4e6),
    after: held(0, 5e6),
    process: 3e8,
    leak: [held(100, 5e6), held(1000, 5.9e6)],
    home: [held(0, 4e6), held(1000, 4.5e6)],
    keys: new Figures([9, 12, 20]),
    scroll: { perSecond: 59.6, longest: 33.4 },
    failures: ["search: no such box"],
    version: "1",
  };
  const text = interactionSection([measured], "today");
  expect(text.startsWith(INTERACTION_HEAD)).toBe(true);
  expect(text).toContain("| write | 1 | 48 | 0 | – |");
  expect(text).toContain("until its frame is there, ms | 12.0 / 20.0 |");
  expect(text).toContain("frames a second | 60, the longest 33 ms | 60 |");
  expect(text).toContain("4.0 MB and 4.5 MB, DOM nodes 100 and 1,100, listeners 10 and 10: 0.50 kB a note.");
  expect(text).toContain("The slowest: 48 ms (write, second 61, waited 3, worked 20).");
  expect(text).toContain("- Failed: search: no such box");
  expect(text).not.toContain("NaN");
});
