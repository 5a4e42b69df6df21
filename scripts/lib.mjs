import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a program to its end with its output shown; answers whether it succeeded. */
export function run(program, args, options = {}) {
  return (
    spawnSync(program, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: program === "npm" && process.platform === "win32",
      ...options,
    }).status === 0
  );
}

/** Ends with a sentence for the person. */
export function end(sentence) {
  console.error(sentence);
  process.exit(1);
}
