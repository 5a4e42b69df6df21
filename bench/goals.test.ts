import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GOALS, goalsSection } from "./goals.ts";

const line = (text: string, what: string) => text.split("\n").find((row) => row.startsWith(`| ${what}`));

test("a goal is held against the median, the 95 %, a ratio or a figure in the text", () => {
  const report = [
    "## 100,000 notes",
    "",
    "JavaScript heap of the worker, without the memory of SQLite: 77.6 MB.",
    "",
    "| operation | Atelier | native |",
    "|---|---|---|",
    "| list, first 50 | 0.90 / 6.10 | 0.2 |",
    "| search: rare word | 9.00 / 12.5 | 1 |",
    "| search: common word | 9.00 / 48.0 | 1 |",
    "| 100,000 notes imported and indexed | 120,000 | 1 |",
    "### Beside its peers: 100,000 notes",
    "| work | Atelier | Dexie | wa-sqlite, AccessHandlePool | Atelier ÷ best peer |",
    "|---|---|---|---|---|",
    "| navigation → first list answered | 900 / 1,000 | 1 | 300 / 400 | 3.0 (wa-sqlite)<sup>2</sup> |",
    "| 1,000 more notes at once, indexed | 500 | 1 | 400 | 1.2 (wa-sqlite) |",
  ].join("\n");
  const text = goalsSection(report);
  expect(line(text, "50 rows to the page")).toBe("| 50 rows to the page, median | ≤ 1.0 ms | 0.9 ms | yes |");
  expect(line(text, "the first 50 by time")).toBe("| the first 50 by time, 95 % | ≤ 5.0 ms | 6.1 ms | no: 1.2 times it |");
  expect(line(text, "the slowest kind of search")).toContain("| 48 ms | yes |");
  expect(line(text, "100,000 notes imported")).toContain("| ≤ 12,000 ms | 120,000 ms | no: 10.0 times it |");
  expect(line(text, "navigation")).toContain("| ≤ 1.5× | 3.0× | no: 2.0 times it |");
  expect(line(text, "1,000 notes at once")).toContain("| ≤ 1.3× | 1.2× | yes |");
  expect(line(text, "JavaScript heap")).toContain("| 78 MB | yes |");
  expect(line(text, "INP")).toContain("| – | not measured yet |");
});

test("every goal finds its figure in the report as it is, and the report says what follows from it", () => {
  const report = readFileSync(new URL("../docs/performance.md", import.meta.url), "utf8");
  expect(GOALS.filter(({ find }) => find(report) === undefined).map(({ what }) => what)).toEqual([]);
  expect(report).toContain(goalsSection(report));
});
