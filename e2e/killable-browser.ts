import { spawn } from "node:child_process";

/** A browser in a process group of its own, so that all of it can be killed at once. */
export async function startBrowser(
  path: string,
  args: readonly string[],
  profile: string,
): Promise<{ endpoint: string; kill(): Promise<void> }> {
  const child = spawn(
    path,
    ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--no-first-run", ...args, "about:blank"],
    {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (chunk) => {
      text += String(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found) resolve(found[1]!);
    });
    child.once("exit", (code) => reject(new Error(`the browser ended with ${code}: ${text}`)));
  });
  return {
    endpoint,
    async kill() {
      process.kill(-child.pid!, "SIGKILL");
      await ended;
    },
  };
}
