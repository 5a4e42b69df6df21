// npm run bench:ranking [-- --zip=notes.zip …] [--print]: measures how well search ranks, and writes docs/search-ranking.md.
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "../../scripts/lib.mjs";

const zips = process.argv.filter((arg) => arg.startsWith("--zip=")).map((arg) => arg.slice("--zip=".length));
const { module } = await runnerImport(join(root, "bench/ranking/main.ts"), { root, configFile: false });
await module.measureRanking({
  zips,
  generated: 2000,
  out: process.argv.includes("--print") ? null : join(root, "docs/search-ranking.md"),
});
