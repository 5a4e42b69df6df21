import { loadavg } from "node:os";
import type { Figures } from "./figures.ts";
import { PROJECTS } from "./planner-data.ts";
import type { PlannerInBrowser } from "./planner-browser.ts";
import { PLANNER_GOAL, PLANNER_READS, PLANNER_WRITES } from "./planner-workload.ts";
import { pair, ratio, show } from "./report.ts";

export const PLANNER_HEAD = "## The planner";

export function plannerSection(browser: PlannerInBrowser, native: ReadonlyMap<string, Figures>, todos: number): string {
  const about = `on ${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version}, load average ${loadavg()[1]!.toFixed(1)}`;
  const rows = (table: string) => browser.tables.get(table)!.length.toLocaleString("en");
  return [
    PLANNER_HEAD,
    "",
    `Measured ${about}. ${todos.toLocaleString("en")} todos that came in over a year, seven of ten done, in ${PROJECTS} projects (Zipf: the largest holds a fifth), hundreds of one name: ${rows("activities")} activities, ${rows("weekly_goals")} weeks. Native runs the same functions on the same rows. The goal for every operation is ${PLANNER_GOAL} ms (the median); what is over it is marked.`,
    "",
    "| operation | Atelier | native | ratio | rows |",
    "|---|---|---|---|---|",
    ...PLANNER_READS.map(({ label }) => {
      const [own, other] = [browser.reads.get(label)!, native.get(label)!];
      return `| ${label} | ${marked(own)} | ${pair(other)} | ${ratio(own.median, other.median)} | ${browser.found.get(label)?.toLocaleString("en") ?? ""} |`;
    }),
    ...PLANNER_WRITES.map(({ label }) => `| ${label} (written and committed) | ${marked(browser.writes.get(label)!)} | – | – | |`),
    `| everything made by commands | ${show(browser.fill)} | – | – | |`,
    "",
  ].join("\n");
}

const marked = (figures: Figures): string => (figures.median > PLANNER_GOAL ? `**${pair(figures)}**` : pair(figures));
