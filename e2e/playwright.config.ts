import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, defineConfig, devices } from "playwright/test";

const root = fileURLToPath(new URL("..", import.meta.url));
const port = Number(process.env["E2E_PORT"] ?? 4319);
const FOUND_BY_SETUP = fileURLToPath(new URL("../.setup.json", import.meta.url));

/** The browser that scripts/chromium.mjs found or installed; without it, Playwright's own, else Debian's. */
function chromiumPath(): string {
  const wanted = process.env["ATELIER_CHROMIUM"];
  if (wanted) return wanted;
  if (existsSync(FOUND_BY_SETUP)) return (JSON.parse(readFileSync(FOUND_BY_SETUP, "utf8")) as { chromium: string }).chromium;
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : "/usr/bin/chromium";
}

const TIMED = "**/tabs.e2e.ts";
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.e2e.ts",
  outputDir: "../test-results",
  timeout: 60_000,
  // A browser that hangs must not hang the whole run.
  globalTimeout: 40 * 60_000,
  expect: { timeout: 10_000 },
  retries: 1,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // What is measured against the clock has the machine to itself, after all the others.
  projects: [
    { name: "all", testIgnore: TIMED },
    { name: "timed", testMatch: TIMED, dependencies: ["all"] },
  ],
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  webServer: {
    command: "node dist/server/main.js",
    cwd: root,
    env: {
      PORT: String(port),
      // Its own accounts and spaces, whatever server runs beside it.
      ATELIER_DATA: join(tmpdir(), `atelier-e2e-${process.pid}`),
      ...(existsSync(`${root}/dist-e2e`) ? { ATELIER_PAGES: "dist-e2e" } : {}),
    },
    url: `http://localhost:${port}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
      ],
    },
  },
});
