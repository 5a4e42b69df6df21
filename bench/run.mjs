// npm run bench [-- --sizes=1000,10000] [--print] [--notes | --graph | --backup | --peers [--only=dexie,sqljs] [--rewrite] | --interaction [--minutes=5] [--opens=1000] | --planner | --sync [--rows=100000] [--seconds=5]]:
// measures, and writes docs/performance.md; with --notes, --graph, --backup, --peers, --interaction, --planner or --sync only what it says on that.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { build } from "../scripts/build.mjs";
import { root } from "../scripts/lib.mjs";

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];

const own = join(root, "bench");
const { dependencies } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
const wanted = process.argv.includes("--peers") ? Object.keys(dependencies) : ["better-sqlite3"];
if (wanted.some((name) => !existsSync(join(own, "node_modules", name)))) {
  console.log("Installing native SQLite and the peers for the comparison (compiles SQLite if there is no ready-made build) …");
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
const only = ["notes", "graph", "backup", "peers", "interaction", "planner", "sync"].find((part) => process.argv.includes(`--${part}`));
if (!only || only === "notes") await (await load("main.ts")).bench(options);
if (!only || only === "graph") await (await load("graph.ts")).benchGraph(options);
if (!only || only === "backup") await (await load("backup.ts")).benchBackup(options);
if (only === "peers")
  await (
    await load("peers/main.ts")
  ).benchPeers({
    ...options,
    only: option("only")?.split(",") ?? [],
    rewrite: process.argv.includes("--rewrite"),
  });
if (only === "interaction") {
  const sizes = option("sizes") ? options.sizes : [100_000];
  const [minutes, opens] = [Number(option("minutes") ?? 5), Number(option("opens") ?? 1000)];
  await (await load("interaction/main.ts")).benchInteraction({ ...options, sizes, minutes, opens });
}
if (!only || only === "sync")
  await (
    await load("sync/main.ts")
  ).benchSync({ ...options, rows: Number(option("rows") ?? 100_000), seconds: Number(option("seconds") ?? 5) });
if (!only || only === "planner") await (await load("planner.ts")).benchPlanner({ ...options, todos: Number(option("todos") ?? 10_000) });
if (options.out) (await load("goals.ts")).writeGoals(options.out);
