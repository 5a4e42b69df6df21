// npm run test:failures: finds the tests of each failure of the list, repeats them, prints a table and writes docs/failures.md.
// Fails if a number has no test, or a run is not green.
// Usage: npm run test:failures -- [--times=20] [--missing] [--only=4,26] [--unit] [--browser] [--list]
// --missing: in a browser only as often as a test still lacks, to have been green so many times in a row.
import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { build } from "./build.mjs";
import { setupChromium } from "./chromium.mjs";
import { numbersIn } from "./failures/list.mjs";
import { keyOf, machineOf, openRecord, printTable, tableOf, writePage } from "./failures/record.mjs";
import { browserTests, runBrowser, runUnit, unitTests } from "./failures/runners.mjs";
import { end } from "./lib.mjs";

const args = process.argv.slice(2);
const valueOf = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
const times = Number(valueOf("times") ?? 1);
const only = valueOf("only")?.split(",").map(Number);
const levels = ["unit", "browser"].filter((level) => args.includes(`--${level}`));
const wanted = ({ level, title }) =>
  (levels.length === 0 || levels.includes(level)) && (!only || numbersIn(title).some((number) => only.includes(number)));

process.env.ATELIER_CHROMIUM = await setupChromium();
const tests = [...(await unitTests()), ...(await browserTests())];
const record = openRecord();
const missing = tableOf(tests, record).filter((line) => line.tests.length === 0);
if (missing.length > 0) end(`Without a test: ${missing.map(({ number }) => number).join(", ")}.`);

let failed = 0;
function note(test, passed, why = "") {
  record.note(test, passed);
  if (passed) return;
  failed++;
  console.log(`✗ ${keyOf(test)}\n${why}`);
}

if (!args.includes("--list")) {
  await repeatUnit(tests.filter((test) => test.level === "unit" && wanted(test)));
  await repeatBrowser(tests.filter((test) => test.level === "browser" && wanted(test)));
}
const table = tableOf(tests, record);
printTable(table);
writePage(table, record, machineOf(spawnSync(process.env.ATELIER_CHROMIUM, ["--version"], { encoding: "utf8" }).stdout.trim()));
if (failed > 0) end(`${failed} runs were not green.`);

async function repeatUnit(some) {
  for (let n = 1; n <= times && some.length > 0; n++) {
    const passed = await runUnit(some);
    for (const test of some) note(test, passed.get(keyOf(test)) === true);
    console.log(`unit ${n} of ${times}: ${some.length} tests`);
  }
}

async function repeatBrowser(some) {
  if (some.length > 0) build({ pages: true, ifChanged: true });
  for (const test of some) {
    const started = performance.now();
    const runs = args.includes("--missing") ? times - record.of(test).green : times;
    await runBrowser(test, runs, (passed, why) => note(test, passed, why));
    console.log(`browser, ${record.of(test).green} in a row, ${((performance.now() - started) / 1000).toFixed(0)} s: ${test.title}`);
  }
}
