// npm run simulate [-- --seeds=20000] [--from=1] [--lapses=0.05] [--log]: seeded worlds of sync, on every processor; each that does not
// come to rest is named with its problems, with --log also with every request.
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "../../scripts/lib.mjs";

const option = (name, otherwise) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise;
const { simulate } = (await runnerImport(join(root, "bench/simulation/many.ts"), { root, configFile: false })).module;
const failed = await simulate({
  root,
  seeds: Number(option("seeds", 20_000)),
  from: Number(option("from", 1)),
  lapses: Number(option("lapses", 0)),
  minutes: Number(option("minutes", Infinity)),
  logs: process.argv.includes("--log"),
});
process.exitCode = failed === 0 ? 0 : 1;
