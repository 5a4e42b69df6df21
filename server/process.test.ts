import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeHlc } from "../src/base/hlc.ts";
import type { SessionAnswer } from "../src/protocol/auth.ts";
import type { PullAnswer, SpacePage } from "../src/protocol/pull.ts";
import type { PushAnswer } from "../src/protocol/push.ts";

const root = join(import.meta.dirname, "..");
const CLIENT = "00000000000000c1";

/** The built server as a process of its own: inside the repository, where its packages are found. */
let folder = "";
let port = 0;
const running = new Set<ChildProcess>();

beforeAll(() => {
  mkdirSync(join(root, "test-results"), { recursive: true });
  folder = mkdtempSync(join(root, "test-results/server-"));
  mkdirSync(join(folder, "client"));
  writeFileSync(join(folder, "client/index.html"), "<!doctype html>");
  const args = ["build", "--config", "vite.server.config.ts", "--outDir", join(folder, "server"), "--logLevel", "error"];
  const built = spawnSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), ...args], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
}, 60_000);

afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function launch(env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(folder, "server/main.js")], {
    env: { ...process.env, PORT: "0", DATABASE_URL: "", ATELIER_DATA: join(folder, "data"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function start(): Promise<ChildProcess> {
  const child = launch();
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  port = Number(/localhost:(\d+)/.exec(String(line))![1]);
  return child;
}

async function call<Body>(path: string, body?: unknown, token?: string): Promise<Body> {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(`http://localhost:${port}${path}`, {
    method: body ? "POST" : "GET",
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as Body;
}

const op = (m: number) => ({
  m,
  op: `operation-${m}`,
  x: 0,
  h: encodeHlc({ ms: Date.now(), counter: m, client: CLIENT }),
  w: [["notes", `n${m}`, { name: `Note ${m}` }]],
});

describe("the server as a process", () => {
  test("SV4: killed with -9 in the middle of pushes, it has kept every one that it acknowledged, and goes on", async () => {
    const first = await start();
    expect(existsSync(join(folder, "data"))).toBe(false);
    const request = { name: "ada", password: "long enough", session: "bearer" };
    const { token, space } = await call<SessionAnswer>("/v1/auth/register", request);
    const push = (ops: object[], tok: string | null = null) =>
      call<PushAnswer>(`/v1/spaces/${space}/push`, { v: 1, sv: 1, client: CLIENT, tok, ops }, token);
    const pull = async (tok: string | null) =>
      (await call<PullAnswer>("/v1/pull", { v: 1, sv: 1, client: CLIENT, spaces: [{ id: space, tok }] }, token)).spaces[0] as SpacePage;
    await push([op(1)]);
    const { tok } = await pull(null);
    let acknowledged = 1;
    const killed = setTimeout(() => first.kill("SIGKILL"), 300);
    try {
      for (;;) acknowledged = (await push([op(acknowledged + 1)])).last_mid;
    } catch {
      clearTimeout(killed);
    }
    await start();
    const page = await pull(tok);
    expect(page.last_mid).toBeGreaterThanOrEqual(acknowledged);
    expect(page.records.length).toBe(page.last_mid - 1);
    const again = Array.from({ length: Math.min(page.last_mid, 400) + 1 }, (_, i) =>
      op(page.last_mid - Math.min(page.last_mid, 400) + 1 + i),
    );
    const { results } = await push(again, page.tok);
    expect(results.map(({ status }) => status)).toEqual([...again.slice(1).map(() => "duplicate"), "applied"]);
  }, 60_000);

  test("SV2: a second server on the same folder ends with a sentence", async () => {
    const second = launch();
    let said = "";
    second.stderr!.on("data", (chunk: Buffer) => (said += String(chunk)));
    const [code] = (await once(second, "exit")) as [number];
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^Another Atelier server \(process \d+ on .+\) uses .+\. Nothing was changed\. Stop it, or choose/),
    ]);
  });

  test("SV4: on SIGTERM it finishes, lets go of the folder and ends well; metrics were there for this machine", async () => {
    const [child] = running;
    const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
    expect(metrics).toMatch(/^atelier_ops_total\{status="applied"\} 1$/m);
    const proxied = await fetch(`http://localhost:${port}/metrics`, { headers: { "X-Forwarded-For": "192.0.2.1" } });
    expect(proxied.status).toBe(403);
    child!.kill("SIGTERM");
    const [code] = (await once(child!, "exit")) as [number];
    expect([code, existsSync(join(folder, "data/atelier.lock"))]).toEqual([0, false]);
  });

  test("SV4: a PostgreSQL that does not answer: /healthz and the sync server say so, the app is served all the same", async () => {
    const child = launch({ DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" });
    const [line] = (await once(child.stdout!, "data")) as [Buffer];
    port = Number(/localhost:(\d+)/.exec(String(line))![1]);
    const answers = await Promise.all(
      ["/", "/healthz", "/v1/auth/me"].map((path) =>
        fetch(`http://localhost:${port}${path}`, { headers: { Authorization: `Bearer ${"A".repeat(43)}` } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 503]);
    expect(await answers[2]!.json()).toMatchObject({ error: { type: "unavailable", retry_after: 5 } });
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  test.each([
    [{ PORT: "http" }, /^PORT is "http"/],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must/],
  ])("%j ends with a sentence", async (env, sentence) => {
    const child = launch(env);
    let said = "";
    child.stderr!.on("data", (chunk: Buffer) => (said += String(chunk)));
    expect([((await once(child, "exit")) as [number])[0], said]).toEqual([1, expect.stringMatching(sentence)]);
  });
});
