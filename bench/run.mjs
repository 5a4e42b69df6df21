// npm run bench [-- --sizes=1000,10000] [--print] [--graph]: measures, and writes docs/performance.md; with --graph its section on the graph only.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { build } from "../scripts/build.mjs";
import { root } from "../scripts/lib.mjs";

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];

const own = join(root, "bench");
if (!existsSync(join(own, "node_modules/better-sqlite3"))) {
  console.log("Installing native SQLite for the comparison (compiles it if there is no ready-made build) …");
  execFileSync("npm", ["install", "--no-package-lock"], { cwd: own, stdio: "inherit", shell: process.platform === "win32" });
}
build({ ifChanged: true });

const options = {
  root,
  sizes: (option("sizes") ?? "1000,10000,100000").split(",").map(Number),
  port: Number(option("port") ?? 4314),
  out: process.argv.includes("--print") ? null : join(root, "docs/performance.md"),
};
const load = async (file) => (await runnerImport(join(own, file), { root, configFile: false })).module;
if (!process.argv.includes("--graph")) await (await load("main.ts")).bench(options);
await (await load("graph.ts")).benchGraph(options);
