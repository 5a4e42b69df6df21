import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const packages = fileURLToPath(new URL("../node_modules", import.meta.url));

export interface BuiltServer {
  readonly url: string;
  /** The folder it serves: a copy, so that a test may change it. */
  readonly client: string;
  /** Its accounts and spaces: a folder of its own. */
  readonly data: string;
  /** What it printed to standard error. */
  readonly errors: () => string;
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Serves what is in `client` now, on the same port. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A second server on a port of its own, from a copy of dist/: for tests that need to stop, change or replace it. `from`: data to
 * begin with, copied.
 */
export async function startBuiltServer(from?: string): Promise<BuiltServer> {
  const folder = mkdtempSync(join(tmpdir(), "atelier-dist-"));
  cpSync(dist, folder, { recursive: true });
  // The server's own packages are not bundled.
  symlinkSync(packages, join(folder, "node_modules"));
  if (from) cpSync(from, join(folder, "data"), { recursive: true });
  let running = await listen(folder, "0");
  const url = running.url;
  const stop = (signal: NodeJS.Signals = "SIGTERM") => exitOf(running.process, signal);
  return {
    url,
    client: join(folder, "client"),
    data: join(folder, "data"),
    errors: () => running.errors(),
    stop,
    async restart() {
      await stop();
      running = await listen(folder, new URL(url).port);
    },
    async remove() {
      await stop("SIGKILL");
      rmSync(folder, { recursive: true });
    },
  };
}

let made: Promise<string> | undefined;

/** Data of a server that knows nobody, with its embedded database, which takes some seconds to make. */
export function emptyData(): Promise<string> {
  return (made ??= makeData());
}

async function makeData(): Promise<string> {
  const server = await startBuiltServer();
  process.once("exit", () => rmSync(join(server.data, ".."), { recursive: true, force: true }));
  // It is made at the first question.
  const nobody = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "nobody", password: "of no account" }),
  };
  const { status } = await fetch(`${server.url}/v1/auth/login`, nobody);
  if (status !== 401) throw new Error(`the server answered ${status}: ${server.errors()}`);
  await server.stop();
  return server.data;
}

/** Runs dist/server/main.js to its end; for starts that are refused. */
export async function failedStart(env: Record<string, string>): Promise<{ code: number | null; errors: string }> {
  const process = start(dist, env);
  let errors = "";
  process.stderr!.on("data", (chunk) => (errors += String(chunk)));
  return { code: await new Promise((resolve) => process.once("close", resolve)), errors };
}

function start(folder: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(folder, "server/main.js")], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
}

function listen(folder: string, port: string): Promise<{ url: string; process: ChildProcess; errors: () => string }> {
  const child = start(folder, { PORT: port, ATELIER_DATA: join(folder, "data") });
  let errors = "";
  child.stderr!.on("data", (chunk) => (errors += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
    child.stdout!.once("data", (chunk) => resolve({ url: String(chunk).match(/http:\S+/)![0], process: child, errors: () => errors }));
  });
}

function exitOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}
