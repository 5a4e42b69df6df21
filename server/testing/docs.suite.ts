import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { World } from "./world.ts";

const PAGE = join(import.meta.dirname, "../../docs/sync-protocol.md");
const BETWEEN = "---- next ----";

/** The shape of an answer: names and kinds, not values. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
}

/** docs/sync-protocol.md, run as it stands. */
export function docsSuite(world: () => World): void {
  test("every command of docs/sync-protocol.md answers what the page shows", async () => {
    const blocks = [...readFileSync(PAGE, "utf8").matchAll(/```(sh|json)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({
      kind,
      text: text!,
    }));
    const commands = blocks.filter(({ kind }) => kind === "sh").map(({ text }) => text);
    const shown = blocks.filter(({ kind }) => kind === "json").map(({ text }) => JSON.parse(text) as unknown);
    expect(commands.length).toBe(shown.length);
    world().now = Date.now();
    const server = serve({ fetch: new Hono().route("/v1", world().api).fetch, port: 0 });
    const folder = mkdtempSync(join(tmpdir(), "atelier-docs-"));
    try {
      const { port } = server.address() as AddressInfo;
      const script = `set -euo pipefail\n${commands.join(`\necho; echo '${BETWEEN}'\n`)}`;
      const output = await run(script, { BASE: `http://localhost:${port}` }, folder);
      const answers = output.split(BETWEEN).map((text) => JSON.parse(text) as unknown);
      for (const [i, answer] of answers.entries()) expect([i, shape(answer)]).toEqual([i, shape(shown[i])]);
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
}

/** Runs a script beside the server, which lives in this process and must go on answering. */
function run(script: string, env: Record<string, string>, cwd: string): Promise<string> {
  if (spawnSync("curl", ["--version"]).status !== 0) throw new Error("This test needs curl. Install it with the system's package manager.");
  return new Promise((resolve, reject) => {
    execFile("bash", ["-c", script], { env: { ...process.env, ...env }, cwd }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout),
    );
  });
}
