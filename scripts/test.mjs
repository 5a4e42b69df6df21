// npm test: installs what is missing and runs everything. The last line is `N passed, N failed` over all of it.
// `npm test -- unit e2e` runs the named steps only.
import "./node-version.mjs";
import { setupChromium } from "./chromium.mjs";
import { setupPackages } from "./setup.mjs";
import { runSteps } from "./steps.mjs";

setupPackages();
const chromium = await setupChromium();
const failed = await runSteps(process.argv.slice(2), { ATELIER_CHROMIUM: chromium, CI: "true", NO_COLOR: "1" });
process.exitCode = failed === 0 ? 0 : 1;
