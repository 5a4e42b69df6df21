import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../lib.mjs";
import { FAILURES, numbersIn } from "./list.mjs";

const FILE = join(root, "scripts/failures/record.json");
const PAGE = join(root, "docs/failures.md");

export const keyOf = ({ file, title }) => `${file} ${title}`;

/** How often each test was green in a row, kept with the code: a browser test 20 times takes its time. */
export function openRecord() {
  const runs = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
  return {
    of: (test) => runs[keyOf(test)] ?? { green: 0, at: null },
    note(test, passed) {
      const { green } = this.of(test);
      runs[keyOf(test)] = { green: passed ? green + 1 : 0, at: new Date().toISOString().slice(0, 10) };
      writeFileSync(FILE, JSON.stringify(runs, null, 1));
    },
  };
}

/** Number, what it is, its tests, and how often the one that ran least was green in a row. */
export function tableOf(tests, record) {
  return [...FAILURES].map(([number, text]) => {
    const own = tests.filter(({ title }) => numbersIn(title).includes(number));
    const part = (level) => {
      const some = own.filter((test) => test.level === level);
      return { count: some.length, green: some.length === 0 ? null : Math.min(...some.map((test) => record.of(test).green)) };
    };
    return { number, text, tests: own, unit: part("unit"), browser: part("browser") };
  });
}

const cell = ({ count, green }) => (count === 0 ? "" : `${green} × ${count} test${count === 1 ? "" : "s"}`);

export function printTable(table) {
  for (const { number, text, unit, browser } of table)
    console.log(`${String(number).padStart(2)}  ${text.padEnd(72)} unit ${cell(unit).padEnd(14)} browser ${cell(browser)}`);
}

export function writePage(table, record, machine) {
  const rows = table.map(({ number, text, unit, browser }) => `| ${number} | ${text} | ${cell(unit)} | ${cell(browser)} |`);
  const days = table.flatMap(({ tests }) => tests.flatMap((test) => record.of(test).at ?? [])).toSorted();
  const lists = table.map(({ number, tests }) =>
    [`**${number}**`, ...tests.map((test) => `- ${test.title} (\`${test.file}\`, ${record.of(test).green})`)].join("\n"),
  );
  const text = `# The failure list

What can go wrong, by number; each is a test with this number in its title. This page is written by \`npm run test:failures -- --times=20\`,
which fails if a number has no test, and repeats each. "20 × 3 tests" means that each of the three was green at least 20 times in a row,
a failure beginning anew at 0.

Run from ${days[0]} to ${days.at(-1)} on ${machine}.

| # | what goes wrong | unit | browser |
|---|---|---|---|
${rows.join("\n")}

## Their tests

Behind each the number of its runs that were green in a row.

${lists.join("\n\n")}
`;
  writeFileSync(PAGE, text);
}

export const machineOf = (chromium) =>
  `${cpus().length} processors (${cpus()[0].model.trim()}), Node ${process.version.slice(1)}, ${chromium}`;
