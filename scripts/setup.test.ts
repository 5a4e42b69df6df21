import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let clone = "";
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "atelier-clone-"));
  for (const name of ["setup.mjs", "lib.mjs", "node-version.mjs"]) cpSync(join(import.meta.dirname, name), join(clone, "scripts", name));
  mkdirSync(join(clone, "node_modules"));
});
afterEach(() => rmSync(clone, { recursive: true }));

const lock = (file: string, packages: Record<string, { version: string; optional?: boolean }>) =>
  writeFileSync(join(clone, file), JSON.stringify({ packages: { "": { version: "0" }, ...packages } }));
const wanted = () =>
  lock("package-lock.json", { "node_modules/a": { version: "1.0.0" }, "node_modules/b-darwin": { version: "1.0.0", optional: true } });
const installed = (version: string) => lock("node_modules/.package-lock.json", { "node_modules/a": { version } });

/** An `npm` that does what `script` says; answers what setting up printed and how it ended. */
function setup(script: string) {
  mkdirSync(join(clone, "bin"));
  writeFileSync(join(clone, "bin/npm"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(clone, "bin/npm"), 0o755);
  const run = `import("${join(clone, "scripts/setup.mjs")}").then((setup) => setup.setupPackages())`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", run], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(clone, "bin")}:${process.env["PATH"]}` },
  });
  return { status, stdout, stderr };
}

test("installs nothing when the packages are those of the lock file, whatever other systems need", () => {
  wanted();
  installed("1.0.0");
  expect(setup("exit 1")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("installs when a package is missing or of another version", () => {
  wanted();
  installed("0.9.0");
  const { status, stdout } = setup(
    `echo '{"packages":{"node_modules/a":{"version":"1.0.0"}}}' > ${join(clone, "node_modules/.package-lock.json")}`,
  );
  expect([status, stdout]).toEqual([0, "Installing packages…\n"]);
});

test("says what happened when the packages cannot be had", () => {
  wanted();
  const { status, stderr } = setup("exit 1");
  expect([status, stderr]).toEqual([1, expect.stringContaining("The packages could not be installed. Nothing else was done.")]);
});

test("an old Node gets a sentence", () => {
  const run = `Object.defineProperty(process.versions, "node", { value: "18.2.0" }); import("${join(clone, "scripts/node-version.mjs")}")`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", run], { encoding: "utf8" });
  expect([status, stderr]).toEqual([1, expect.stringContaining("Atelier needs Node 20.19 or newer; this is Node 18.2.0.")]);
});
