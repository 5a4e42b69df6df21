// node bench/server.mjs [--seconds=5]: pushes and pulls on both databases.
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "../scripts/lib.mjs";

const seconds = process.argv.find((arg) => arg.startsWith("--seconds="))?.split("=")[1];
const { module } = await runnerImport(join(root, "bench/server.ts"), { root, configFile: false });
await module.benchServer(Number(seconds ?? 5));
