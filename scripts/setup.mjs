import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { end, root, run } from "./lib.mjs";

/**
 * Installs the packages of package-lock.json, only if those in node_modules are not these already.
 * Not `npm ci`: that refuses a lock file without the optional packages of every other system, which some registries lack.
 */
export function setupPackages() {
  if (packagesMatch()) return;
  console.log("Installing packages…");
  if (!run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]) || !packagesMatch()) {
    end(
      "The packages could not be installed. Nothing else was done. The lines above say why: most often the network is off, or the package registry cannot be reached.",
    );
  }
}

/** npm keeps what it installed in node_modules/.package-lock.json; optional packages of other systems are missing from it. */
function packagesMatch() {
  const installedFile = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(installedFile);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    return installed[path] ? installed[path].version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
