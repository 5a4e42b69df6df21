import { pair } from "../report.ts";
import type { Held, InteractionMeasured } from "./measure.ts";
import type { Interaction } from "./observe.ts";
import { PHASES } from "./script.ts";

export const INTERACTION_HEAD = "## A sitting";
const SLOWEST = 5;

/** INP as the browser's makers define it: the worst of a few interactions, of many the 98th of a hundred. */
export function inp(sorted: readonly number[], count: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(count / 50))] ?? 16;
}

export function interactionSection(done: readonly InteractionMeasured[], about: string): string {
  return [
    INTERACTION_HEAD,
    "",
    `Measured by \`npm run bench -- --interaction\` ${about}. A scripted sitting in a real Chromium, begun when what an import leaves to do is done, keys and pointer as a person's: scroll, read, write, search, go about. The browser's own event timing tells how long each key or click waited for the next picture (it rounds to 8 ms, and tells nothing below 16); long tasks are those that hold the page for more than 50 ms.`,
    ...done.flatMap((one) => ["", ...section(one)]),
    "",
  ].join("\n");
}

function section({
  size,
  minutes,
  rounds,
  observed,
  before,
  after,
  process,
  leak,
  home,
  keys,
  scroll,
  failures,
}: InteractionMeasured): string[] {
  const rows = PHASES.map(({ name }) => {
    const own = observed.interactions.filter(({ phase }) => phase === name).map(({ ms }) => ms);
    const tasks = observed.longTasks.filter(({ phase }) => phase === name).map(({ ms }) => ms);
    return `| ${name} | ${own.length} | ${most(own)} | ${tasks.length} | ${most(tasks)} |`;
  });
  const sorted = observed.interactions.map(({ ms }) => ms).toSorted((a, b) => b - a);
  const tasks = observed.longTasks.filter(({ phase }) => phase !== "start").map(({ ms }) => ms);
  return [
    `### A sitting of ${minutes} minute${minutes === 1 ? "" : "s"} with ${size.toLocaleString("en")} notes`,
    "",
    `INP ${Math.round(inp(sorted, observed.count))} ms (goal ≤ 100) over ${observed.count.toLocaleString("en")} interactions in ${rounds} rounds; worst ${most(sorted)} ms.`,
    "",
    "| doing | interactions of 16 ms and more | longest, ms | long tasks | longest, ms |",
    "|---|---|---|---|---|",
    ...rows,
    `| all | ${sorted.length} | ${most(sorted)} | ${tasks.length} | ${most(tasks)} |`,
    "",
    slowest(observed.interactions),
    "",
    "| moment | median / 95 % | goal |",
    "|---|---|---|",
    `| a key in a note of 1 MB, until its frame is there, ms | ${pair(keys)} | 16, and the wait for the frame |`,
    `| scrolling all notes, frames a second | ${scroll.perSecond.toFixed(0)}, the longest ${scroll.longest.toFixed(0)} ms | 60 |`,
    "",
    `The page's heap without garbage: ${megabytes(before.heap)} before, ${megabytes(after.heap)} after; DOM nodes ${count(before.nodes)} and ${count(after.nodes)}, listeners ${count(before.listeners)} and ${count(after.listeners)}. The tab's whole process at the end: ${megabytes(process)}.`,
    "",
    "| notes opened one after another | heap | DOM nodes | listeners |",
    "|---|---|---|---|",
    ...leak.map((held) => `| ${count(held.opened)} | ${megabytes(held.heap)} | ${count(held.nodes)} | ${count(held.listeners)} |`),
    "",
    growth(home),
    ...failures.map((failure) => `- Failed: ${failure}`),
  ];
}

function growth([before, after]: readonly [Held, Held]): string {
  const each = (after.heap - before.heap) / (after.opened - before.opened);
  return `Home before the first and after the last of them: ${megabytes(before.heap)} and ${megabytes(after.heap)}, DOM nodes ${count(before.nodes)} and ${count(after.nodes)}, listeners ${count(before.listeners)} and ${count(after.listeners)}: ${(each / 1000).toFixed(2)} kB a note.`;
}

/** When and how the slowest came about: a wait before the page took it up, its work, or the picture after it. */
function slowest(interactions: readonly Interaction[]): string {
  const told = interactions
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(
      ({ phase, ms, at, waited, worked }) =>
        `${Math.round(ms)} ms (${phase}, second ${Math.round(at / 1000)}, waited ${Math.round(waited)}, worked ${Math.round(worked)})`,
    );
  return told.length === 0 ? "" : `The slowest: ${told.join("; ")}.`;
}

const most = (list: readonly number[]): string => (list.length === 0 ? "–" : String(Math.round(Math.max(...list))));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const count = (number: number): string => number.toLocaleString("en");
