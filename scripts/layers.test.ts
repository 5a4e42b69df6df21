import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** One file of each layer, and the layers it may import (docs/architecture.md). */
const LAYERS: Record<string, { file: string; may: string[] }> = {
  base: { file: "src/base/sample.ts", may: [] },
  protocol: { file: "src/protocol/sample.ts", may: ["base"] },
  model: { file: "src/content/sample/sample.model.ts", may: ["base"] },
  rpc: { file: "src/rpc/sample.ts", may: ["base", "protocol", "model"] },
  db: { file: "src/db/sample.ts", may: ["base", "protocol"] },
  sync: { file: "src/sync/sample.ts", may: ["base", "protocol", "db"] },
  data: { file: "src/content/sample/sample.data.ts", may: ["base", "protocol", "model", "db", "sync"] },
  ui: { file: "src/app/ui/sample.ts", may: ["base", "model", "rpc"] },
  view: { file: "src/content/sample/sample.view.ts", may: ["base", "model", "rpc", "ui"] },
  app: { file: "src/app/sample.ts", may: ["base", "model", "rpc", "ui", "view"] },
  worker: { file: "src/worker/sample.ts", may: ["base", "protocol", "model", "rpc", "db", "sync", "data"] },
  sw: { file: "src/sw/sample.ts", may: ["base"] },
  server: { file: "server/sample.ts", may: ["base", "protocol"] },
};

/** What a layer reaches through the layers it imports: TypeScript lets it see these too; lint does not. */
function reaches(layer: string): Set<string> {
  const { may } = LAYERS[layer]!;
  return new Set(may.flatMap((other) => [other, ...reaches(other)]));
}

const importOf = (from: string, to: string) => {
  const path = relative(dirname(LAYERS[from]!.file), LAYERS[to]!.file);
  return `import { sample as ${to} } from "${path.startsWith(".") ? path : `./${path}`}";\nexport const from_${to} = ${to};\n`;
};
const planted = (layer: string) => LAYERS[layer]!.file.replace("sample.", "planted.");
const plant = (layer: string, imported: string[]) =>
  writeFileSync(join(copy, planted(layer)), imported.map((other) => importOf(layer, other)).join("") || "export {};\n");
const names = Object.keys(LAYERS);
const forbiddenTo = (layer: string) => names.filter((other) => other !== layer && !LAYERS[layer]!.may.includes(other));

let copy = "";
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "atelier-layers-"));
  for (const name of ["tsconfig", "tsconfig.json", ".oxlintrc.json", "package.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const layer of names) {
    mkdirSync(dirname(join(copy, LAYERS[layer]!.file)), { recursive: true });
    writeFileSync(join(copy, LAYERS[layer]!.file), "export const sample = 1;\n");
    plant(layer, LAYERS[layer]!.may);
  }
});
afterAll(() => rmSync(copy, { recursive: true }));

/** Runs a checker in the copy; answers what it complains about. */
function complaints(program: string, args: string[]): string {
  try {
    execFileSync(process.execPath, [join(root, "node_modules", program), ...args], { cwd: copy, encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** The layers whose import lint refuses in each planted file; one import is two lines. */
function lintRefusals(): Map<string, string[]> {
  const report = JSON.parse(complaints("oxlint/bin/oxlint", ["--format=json", ...names.map(planted)])) as LintReport;
  return new Map(
    names.map((layer) => [
      layer,
      report.diagnostics
        .filter(({ code, filename }) => code.includes("no-restricted-imports") && filename.endsWith(planted(layer)))
        .map(({ labels }) => forbiddenTo(layer)[(labels[0]!.span.line - 1) / 2]!),
    ]),
  );
}

interface LintReport {
  diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[];
}

test("each layer imports what it may", () => {
  expect(complaints("typescript/bin/tsc", ["-b", ...names.map((layer) => `tsconfig/${layer}.json`)])).toBe("");
  expect(complaints("oxlint/bin/oxlint", names.map(planted))).toBe("");
});

test("lint refuses every layer everything else", () => {
  for (const layer of names) plant(layer, forbiddenTo(layer));
  const refusals = lintRefusals();
  for (const layer of names) expect([layer, refusals.get(layer)!.sort()]).toEqual([layer, forbiddenTo(layer).sort()]);
});

test.each(names)("the compiler refuses %s what it cannot reach through the layers it imports", (layer) => {
  plant(layer, forbiddenTo(layer));
  const compiler = complaints("typescript/bin/tsc", ["-p", `tsconfig/${layer}.json`, "--noEmit"]);
  const unreachable = forbiddenTo(layer).filter((other) => !reaches(layer).has(other));
  expect(unreachable.filter((other) => !compiler.includes(LAYERS[other]!.file))).toEqual([]);
});

test("a layer without the DOM cannot name it", () => {
  writeFileSync(join(copy, planted("db")), "export const title = document.title;\n");
  expect(complaints("typescript/bin/tsc", ["-p", "tsconfig/db.json", "--noEmit"])).toMatch(/planted\.ts.*Cannot find name 'document'/);
});
