import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { end, root, run } from "./lib.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const found = join(root, ".setup.json");

/** Path of a Chromium that starts: one that is there already, else Playwright's download, else the system's package. */
export async function setupChromium() {
  const path = remembered() ?? (await find()) ?? (await install());
  writeFileSync(found, JSON.stringify({ chromium: path }));
  return path;
}

/** Where it was found last time; not asked to start again, so that a second run is quick. */
function remembered() {
  if (process.env.ATELIER_CHROMIUM || !existsSync(found)) return undefined;
  const { chromium } = JSON.parse(readFileSync(found, "utf8"));
  return existsSync(chromium) ? chromium : undefined;
}

async function find() {
  const own = process.env.ATELIER_CHROMIUM;
  if (own)
    return starts(own) ? own : end(`ATELIER_CHROMIUM is ${own}, which does not start. Correct it or unset it, then run the command again.`);
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, await downloaded()].find((path) => isProgram(path) && starts(path));
}

async function downloaded() {
  const { chromium } = await import("playwright");
  return chromium.executablePath();
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not ours to start: the next candidate is tried.
  }
}

/** Some systems have a `chromium` that only asks for another package manager; a real one answers its version. */
function starts(path) {
  const answer = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return answer.status === 0 && /\d+\.\d+\.\d+/.test(answer.stdout);
}

async function install() {
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && spawnSync("sudo", ["-n", "true"]).status === 0;
  const asRoot = (args) => (isRoot ? run(args[0], args.slice(1)) : run("sudo", ["-n", ...args]));
  const patience = { env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" }, timeout: 300_000 };
  const ways = [
    () => run(process.execPath, [playwright(), "install", "chromium"], patience),
    ...(isRoot || sudo
      ? [
          () => asRoot([process.execPath, playwright(), "install-deps", "chromium"]),
          () =>
            asRoot(["apt-get", "update", "-qq"]) &&
            asRoot(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "chromium"]),
        ]
      : []),
  ];
  console.log("No Chromium that starts was found; getting one for the tests…");
  for (const way of ways) {
    way();
    const path = await find();
    if (path) return path;
  }
  return end(
    "The tests need a Chromium and none could be installed. Nothing else was changed. Install Chromium or Chrome with your system's package manager, or set ATELIER_CHROMIUM to the path of one, and run `npm test` again.",
  );
}

const playwright = () => join(root, "node_modules/playwright/cli.js");
