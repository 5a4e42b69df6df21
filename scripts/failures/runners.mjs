import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "../lib.mjs";
import { ANY } from "./list.mjs";

const VITEST = join(root, "node_modules/vitest/vitest.mjs");
const PLAYWRIGHT = join(root, "node_modules/playwright/cli.js");
const CONFIG = ["--config", "e2e/playwright.config.ts"];
/** A run of Playwright has a time limit of its own; it is far from it with so many of the longest tests. */
const AT_ONCE = 5;

const inRoot = (file) => relative(root, file).replaceAll("\\", "/");
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Runs a program that writes a report; answers the report, whatever the exit code says. */
async function reported(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "atelier-failures-"));
  const file = join(folder, "report.json");
  try {
    const output = await new Promise((resolve) => {
      const child = spawn(process.execPath, args(file), { cwd: root, env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
      child.on("close", () => resolve(text));
    });
    return read(file) ?? fail(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
function fail(output) {
  throw new Error(`No report was written:\n${output}`);
}

/** Loading every test only to learn its name takes minutes; suites that several files share count for all of them. */
function filesWithFailures() {
  const worth = new RegExp(`${ANY}|contract\\.ts"|\\.suite\\.ts"`);
  return ["src", "server", "bench"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && worth.test(readFileSync(join(root, folder, file), "utf8")))
      .map((file) => `${folder}/${file}`),
  );
}

/** Every test of a failure, with Vitest: `{level, file, title}`. */
export async function unitTests() {
  const found = await reported((file) => [VITEST, "list", ...filesWithFailures(), `--json=${file}`, "-t", ANY]);
  return found.map(({ name, file }) => ({ level: "unit", file: inRoot(file), title: name.replaceAll(" > ", " ") }));
}

/** All of them once; answers which passed, as a map of `file title` to boolean. */
export async function runUnit(tests) {
  const files = [...new Set(tests.map(({ file }) => file))];
  const { testResults } = await reported((file) => [VITEST, "run", ...files, "-t", ANY, "--reporter=json", `--outputFile=${file}`]);
  const results = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ fullName, status }) => [`${inRoot(name)} ${fullName}`, status === "passed"]),
  );
  return new Map(results);
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** Every test of a failure, with Playwright: `{level, file, title, project}`. */
export async function browserTests() {
  const { suites } = await reported(() => [PLAYWRIGHT, "test", ...CONFIG, "--list", "--reporter=json", "--grep", ANY]);
  return suites.flatMap(specsOf).map(({ title, file, tests }) => ({
    level: "browser",
    file: `e2e/${file}`,
    title,
    project: tests[0].projectName,
  }));
}

/** One test so many times, one after another; answers what became of each run. */
export async function runBrowser({ file, title, project }, times, onRun) {
  for (let left = times; left > 0; left -= AT_ONCE) {
    const repeat = String(Math.min(left, AT_ONCE));
    const only = ["--project", project, "--no-deps", "--grep", `${escaped(title)}$`, "--repeat-each", repeat];
    const { suites } = await reported(() => [
      PLAYWRIGHT,
      "test",
      ...CONFIG,
      file,
      ...only,
      "--workers=1",
      "--retries=0",
      "--reporter=json",
    ]);
    for (const { tests } of suites.flatMap(specsOf))
      for (const { results } of tests)
        onRun(results.at(-1)?.status === "passed", results.flatMap(({ errors }) => errors.map(({ message }) => message)).join("\n"));
  }
}
