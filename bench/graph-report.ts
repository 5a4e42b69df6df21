import type { Figures } from "./figures.ts";
import { EDGES_PER_NODE } from "./graph-data.ts";
import type { Frames } from "./graph-frames.ts";
import type { measureGraphInBrowser } from "./graph-browser.ts";
import type { measureGraphNative } from "./graph-native.ts";
import { DEPTH_3, FACET_READS, GRAPH_READS, HUB } from "./graph-workload.ts";
import { pair, ratio, show } from "./report.ts";

export interface GraphReport {
  readonly size: number;
  readonly native: Awaited<ReturnType<typeof measureGraphNative>>;
  readonly browser: Awaited<ReturnType<typeof measureGraphInBrowser>>;
}

export const GRAPH_HEAD = "## The graph, and sets along LATCH";

export const graphSection = (sizes: readonly GraphReport[], about: string): string =>
  [
    GRAPH_HEAD,
    "",
    `Measured ${about}. ${EDGES_PER_NODE} edges a node, every tenth to a hub (Zipf), every tenth undirected; nodes without text, with folders, tags, statuses, dates and places. “Found” is how many nodes an answer is about (steps, for a path), shown or not. Seed 002's own statement keeps every path as a text; it is run natively to depth 3 and ended after 30 seconds.`,
    ...sizes.flatMap((size) => ["", ...table(size)]),
    "",
  ].join("\n");

function table({ size, native, browser }: GraphReport): string[] {
  return [
    `### ${size.toLocaleString("en")} nodes, ${(EDGES_PER_NODE * size).toLocaleString("en")} edges`,
    "",
    "| operation | Atelier | native | ratio | found | goal |",
    "|---|---|---|---|---|---|",
    ...GRAPH_READS.map(({ label, goal }) =>
      row(label, browser.reads.get(label)!, native.reads.get(label)!, native.found.get(label)!, size === 100_000 ? goal : null),
    ),
    seedRow("depth 3 by the seed's statement", native.seed, native.reads.get(DEPTH_3)!),
    seedRow("depth 3 from the largest hub by the seed's statement", native.seedFromHub, native.reads.get(HUB)!),
    ...FACET_READS.map(({ label, goal }) =>
      row(label, browser.reads.get(label)!, native.reads.get(label)!, native.found.get(label)!, size === 100_000 ? goal : null),
    ),
    `| importance, clusters and similar pairs of everything (task) | ${show(browser.rank)} | ${show(native.rank)} | ${ratio(browser.rank, native.rank)} | | |`,
    `| nodes and edges made by commands | ${show(browser.fill)} | – | – | | |`,
    "",
    drawn(browser.frames),
  ];
}

const drawn = ({ nodes, edges, perSecond, longest, renderer }: Frames): string =>
  `Moving the picture of ${nodes.toLocaleString("en")} nodes and ${edges.toLocaleString("en")} edges: ${perSecond.toFixed(0)} frames a second, the longest ${show(longest)} ms, drawn by ${renderer}.`;

/** Natively both; the seed's statement only counts ids, ours answers names in order as well. */
const seedRow = (label: string, seed: Figures | null, ours: Figures): string =>
  `| ${label} | – | ${seed ? `${pair(seed)}, ${ratio(seed.median, ours.median)} × ours` : "not in 30 s"} | | | |`;

const row = (label: string, browser: Figures, native: Figures, found: number, goal: number | null): string =>
  `| ${label} | ${pair(browser)} | ${pair(native)} | ${ratio(browser.median, native.median)} | ${found.toLocaleString("en")} | ${goal === null ? "" : `≤ ${goal}`} |`;
