import type { Figures, Measured, MeasuredInBrowser } from "./figures.ts";
import { GOALS_HEAD } from "./goals.ts";
import { READS, typedReads } from "./workload.ts";

export interface SizeReport {
  readonly size: number;
  readonly browser: MeasuredInBrowser;
  readonly native: Measured;
}

export interface Versions {
  readonly date: string;
  readonly chromium: string;
  readonly wasm: string;
  readonly native: string;
  readonly node: string;
  readonly machine: string;
}

/** `docs/performance.md`, whole. */
export function report(sizes: readonly SizeReport[], versions: Versions): string {
  return [
    "# Performance",
    "",
    `Written by \`npm run bench\` on ${versions.date}: Chromium ${versions.chromium}, SQLite ${versions.wasm} (wasm, OPFS) and ${versions.native} (native, better-sqlite3), Node ${versions.node}, ${versions.machine}.`,
    "",
    "Times are milliseconds, median / 95 %, of the whole way from the page to the worker and back. Beside each stands native SQLite on the same machine in the same run: the same notes, schema and statements, without a browser, and the ratio of the medians. Absolute times move from machine to machine and with what else runs on it; ratios hold better, and hold little where the load average is above the number of cores.",
    "",
    GOALS_HEAD,
    ...sizes.flatMap((size) => ["", ...section(size)]),
    "",
  ].join("\n");
}

function section({ size, browser, native }: SizeReport): string[] {
  const labels = [...READS.map((read) => [read.label, read.goal] as const), [typedReads()[0]!.label, 50] as const];
  return [
    `## ${size.toLocaleString("en")} notes`,
    "",
    `The database takes ${megabytes(browser.databaseBytes)}. ${browser.memory.map(({ label, bytes }) => `${label}: ${megabytes(bytes)}.`).join(" ")}`,
    "",
    "| operation | Atelier | native | ratio | goal |",
    "|---|---|---|---|---|",
    line("navigation → first list painted", browser.coldStart, null, ""),
    line("navigation → first answered query", browser.coldAnswer, null, ""),
    ...labels.map(([label, goal]) => line(label, browser.reads.get(label)!, native.reads.get(label)!, `95 % ≤ ${goal}`)),
    line("one durable write of one field", browser.touch, native.touch, "p50 ≤ 3"),
    line("one durable write, indexed", browser.write, native.write, "p50 ≤ 4"),
    `| one durable write, 99 % | ${show(browser.write.p99)} | ${show(native.write.p99)} | ${ratio(browser.write.p99, native.write.p99)} | p99 ≤ 10 |`,
    `| ${size.toLocaleString("en")} notes imported and indexed | ${show(browser.bulk)} | ${show(native.bulk)} | ${ratio(browser.bulk, native.bulk)} | ${size === 100_000 ? "≤ 12,000" : ""} |`,
    `| longest time the page stood still meanwhile | ${show(browser.longestBlock)} | – | – | ≤ 50 |`,
  ];
}

const line = (label: string, figures: Figures, native: Figures | null, goal: string): string =>
  `| ${label} | ${pair(figures)} | ${native ? pair(native) : "–"} | ${native ? ratio(figures.median, native.median) : "–"} | ${goal} |`;

export const pair = (figures: Figures): string => `${show(figures.median)} / ${show(figures.p95)}`;
export const show = (ms: number): string => (ms >= 100 ? Math.round(ms).toLocaleString("en") : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2));
export const ratio = (a: number, b: number): string => (a / b).toFixed(1);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
