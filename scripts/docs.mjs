// npm run docs: writes docs/scripting.md from the contract and docs/schema.md from the migrations.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "./lib.mjs";

const { module } = await runnerImport(join(root, "scripts/docs/all.ts"), { configFile: false, root });
for (const [name, text] of Object.entries(await module.generated())) {
  writeFileSync(join(root, "docs", name), text);
  console.log(`docs/${name} is up to date`);
}
