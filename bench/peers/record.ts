import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Figures } from "../figures.ts";
import type { PeerMeasured } from "./measure.ts";
import type { PeerReport } from "./report.ts";

/** As it stands in the file: what was measured, size by size, so that the report can be written again without measuring. */
interface Kept {
  readonly size: number;
  readonly on: string;
  readonly measured: Record<string, KeptMeasured>;
}

interface KeptMeasured {
  readonly about: string;
  readonly works: Record<string, { readonly samples: readonly number[]; readonly found: number | null }>;
  readonly numbers: Record<string, number>;
  readonly failures: Record<string, string>;
}

/** What was measured before, smallest first; nothing if there is no file. */
export function readRecord(path: string): PeerReport[] {
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, "utf8")) as Kept[]).map(({ size, on, measured }) => ({
    size,
    on,
    measured: new Map(Object.entries(measured).map(([label, own]) => [label, fromKept(own)])),
  }));
}

/** Puts the reports in place of those of the same sizes; answers all. */
export function keepRecord(path: string, reports: readonly PeerReport[]): PeerReport[] {
  const others = readRecord(path).filter(({ size }) => reports.every((report) => report.size !== size));
  const all = [...others, ...reports].toSorted((a, b) => a.size - b.size);
  const kept = all.map(({ size, on, measured }): Kept => ({
    size,
    on,
    measured: Object.fromEntries([...measured].map(([label, own]) => [label, toKept(own)])),
  }));
  writeFileSync(path, `${JSON.stringify(kept)}\n`);
  return all;
}

const fromKept = ({ about, works, numbers, failures }: KeptMeasured): PeerMeasured => ({
  about,
  works: new Map(Object.entries(works).map(([key, { samples, found }]) => [key, { figures: new Figures(samples), found }])),
  numbers: new Map(Object.entries(numbers)),
  failures: new Map(Object.entries(failures)),
});

const toKept = ({ about, works, numbers, failures }: PeerMeasured): KeptMeasured => ({
  about,
  works: Object.fromEntries([...works].map(([key, { figures, found }]) => [key, { samples: figures.sorted.map(rounded), found }])),
  numbers: Object.fromEntries(numbers),
  failures: Object.fromEntries(failures),
});

const rounded = (ms: number): number => Number(ms.toPrecision(4));
