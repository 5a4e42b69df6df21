// npm run docs: writes docs/scripting.md from the contract.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "./lib.mjs";

const { module } = await runnerImport(join(root, "scripts/docs/scripting.ts"), { configFile: false, root });
writeFileSync(join(root, "docs/scripting.md"), module.scriptingReference());
console.log("docs/scripting.md is up to date");
