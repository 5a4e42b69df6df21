// npm test: installs what is missing and runs everything. The last line is `N passed, N failed` over all of it.
// `npm test -- unit e2e` runs the named steps only.
import "./node-version.mjs";
import { createServer } from "node:net";
import { setupChromium } from "./chromium.mjs";
import { setupPackages } from "./setup.mjs";
import { runSteps } from "./steps.mjs";

setupPackages();
const chromium = await setupChromium();
const port = process.env.E2E_PORT ?? (await freePort());
const failed = await runSteps(process.argv.slice(2), { ATELIER_CHROMIUM: chromium, CI: "true", NO_COLOR: "1", E2E_PORT: String(port) });
process.exitCode = failed === 0 ? 0 : 1;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
