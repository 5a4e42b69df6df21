import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, defineConfig, devices } from "playwright/test";

const root = fileURLToPath(new URL("..", import.meta.url));
const port = Number(process.env["E2E_PORT"] ?? 4319);
const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Playwright's own download if it is there, else the system's browser. */
function chromiumPath(): string | undefined {
  const wanted = process.env["ATELIER_CHROMIUM"];
  if (wanted) return wanted;
  return existsSync(chromium.executablePath()) ? undefined : SYSTEM_CHROMIUM.find((path) => existsSync(path));
}

const executablePath = chromiumPath();
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.e2e.ts",
  outputDir: "../test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [["list"]],
  webServer: {
    command: "node dist/server/main.js",
    cwd: root,
    env: { PORT: String(port), ATELIER_PAGES: "dist-e2e", ATELIER_DATA: "test-results/data" },
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
      ...(executablePath ? { executablePath } : {}),
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
