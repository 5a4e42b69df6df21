import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib.mjs";

const UNIT = "test-results/unit.json";
const COVERAGE = "coverage/coverage-summary.json";
const E2E = "test-results/e2e.json";
const LEAST_COVERAGE = 90;

const bin = (path) => [process.execPath, join(root, "node_modules", path)];
const script = (name, ...args) => [process.execPath, join(root, "scripts", name), ...args];

/** Steps of one phase run side by side, lane by lane; a phase begins when the one before has ended. */
const PHASES = [
  [
    [
      { name: "format", command: [...bin("oxfmt/bin/oxfmt"), "--check"] },
      { name: "lint", command: bin("oxlint/bin/oxlint") },
      { name: "types", command: [...bin("typescript/bin/tsc"), "-b"] },
      { name: "knip", command: [...bin("knip/bin/knip.js"), "--no-progress"] },
    ],
    [
      { name: "build", command: script("build.mjs", "--pages", "--if-changed") },
      { name: "size", command: bin("size-limit/bin.js"), needs: "build" },
    ],
  ],
  [
    [
      {
        name: "unit",
        command: [...bin("vitest/vitest.mjs"), "run", "--coverage", "--reporter=dot", "--reporter=json", `--outputFile.json=${UNIT}`],
        reports: [UNIT, COVERAGE],
        count: countUnit,
      },
    ],
  ],
  [
    [
      {
        name: "e2e",
        command: [...bin("playwright/cli.js"), "test", "--config", "e2e/playwright.config.ts"],
        needs: "build",
        live: true,
        reports: [E2E],
        count: countE2e,
      },
    ],
  ],
];

/** Runs the named steps, or all; prints each with its time; answers how many things failed. */
export async function runSteps(names, env) {
  mkdirSync(join(root, "test-results"), { recursive: true });
  const total = { passed: 0, failed: 0 };
  const broken = new Set();
  for (const lanes of PHASES) {
    await Promise.all(
      lanes.map((lane) =>
        runLane(
          lane.filter(({ name }) => names.length === 0 || names.includes(name)),
          env,
          total,
          broken,
        ),
      ),
    );
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

async function runLane(steps, env, total, broken) {
  for (const step of steps) {
    const outcome = broken.has(step.needs) ? notRun(step) : await runStep(step, env);
    if (outcome.failed > 0) broken.add(step.name);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
  }
}

function notRun({ name, needs }) {
  console.log(`✗ ${name}  (not run: ${needs} failed)`);
  return { passed: 0, failed: 1 };
}

async function runStep(step, env) {
  for (const file of step.reports ?? []) rmSync(join(root, file), { force: true });
  const started = performance.now();
  if (step.live) console.log(`… ${step.name}`);
  const { code, output } = await execute(step, env);
  const { passed, failed, notes = [] } = step.count ? step.count(code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (failed > 0 && !step.live) console.log(output.replace(/^/gm, "    "));
  const counts = step.count ? `  ${passed} of ${passed + failed}` : "";
  console.log(`${failed === 0 ? "✓" : "✗"} ${step.name}${counts}  ${seconds} s${notes.map((note) => `  (${note})`).join("")}`);
  return { passed, failed };
}

function execute({ command: [program, ...args], live }, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const take = (chunk) => {
      output += chunk;
      if (live) process.stdout.write(String(chunk).replace(/^(?=.)/gm, "    "));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Each test counts; so does each file that could not be loaded, a skipped test (nothing is skipped), and the coverage. */
function countUnit(code) {
  const report = readJson(UNIT);
  if (!report) return { passed: 0, failed: 1, notes: ["no report was written"] };
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status === "passed"),
  ).length;
  const lines = readJson(COVERAGE)?.total.lines.pct ?? 0;
  const covered = lines >= LEAST_COVERAGE;
  const failedTests = tests.length - passed + unloaded;
  // An error outside of any test (an unhandled rejection) shows in the exit code only.
  const stray = code !== 0 && failedTests === 0 && covered ? 1 : 0;
  return {
    passed: passed + (covered ? 1 : 0),
    failed: failedTests + (covered ? 0 : 1) + stray,
    notes: [`${lines} % of lines covered, at least ${LEAST_COVERAGE} wanted`],
  };
}

function countE2e(code) {
  const stats = readJson(E2E)?.stats;
  if (!stats) return { passed: 0, failed: 1, notes: ["no report was written"] };
  const failed = stats.unexpected + stats.skipped;
  // On a busy machine a browser may be late once; what fails twice is wrong.
  const notes = stats.flaky > 0 ? [`${stats.flaky} passed at the second try`] : [];
  return { passed: stats.expected + stats.flaky, failed: failed === 0 && code !== 0 ? 1 : failed, notes };
}

function readJson(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
