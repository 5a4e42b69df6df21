import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataModules } from "../src/content/index.data.ts";
import { type BenchOptions, serve } from "./main.ts";
import { measurePlannerInBrowser } from "./planner-browser.ts";
import { PROJECTS } from "./planner-data.ts";
import { measurePlannerNative } from "./planner-native.ts";
import { PLANNER_HEAD, plannerSection } from "./planner-report.ts";
import { withSection } from "./sections.ts";

/** Measures the planner in a real browser and natively on the same rows, and replaces its section of the report. */
export async function benchPlanner({ root, port, out, todos }: BenchOptions & { readonly todos: number }): Promise<void> {
  const server = await serve(root, port);
  const folder = mkdtempSync(join(tmpdir(), "atelier-native-planner-"));
  const now = Date.now();
  try {
    console.log(`${todos.toLocaleString("en")} todos in ${PROJECTS} projects: browser …`);
    const browser = await measurePlannerInBrowser(`http://localhost:${port}/`, todos, PROJECTS, now);
    console.log("The same rows: native …");
    const native = measurePlannerNative(join(folder, "planner.sqlite"), dataModules, browser.tables, now);
    const section = plannerSection(browser, native, todos);
    if (out) writeFileSync(out, withSection(readFileSync(out, "utf8"), PLANNER_HEAD, section));
    else console.log(section);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.kill("SIGTERM");
  }
}
