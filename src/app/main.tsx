import "./trusted-types.ts";
import "./begin.ts";
import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import "./ui/tooltip.css";
import { render } from "solid-js/web";
import { assert } from "../base/assert.ts";
import { arrive } from "./arrive.ts";
import { startAutomaticBackups } from "./backups/automatic.ts";
import { createAtelier } from "./data/atelier.ts";
import { createClient } from "./data/client.ts";
import { forgetOtherSession, ownWorkspace } from "./data/own-workspace.ts";
import { followWorkspace } from "./data/switch-workspace.ts";
import { ClientProvider } from "./data/use-client.ts";
import { pushLater } from "./push-later.ts";
import { startPwa } from "./pwa.ts";
import { AppRoutes } from "./routes.tsx";
import { startTooltips } from "./ui/tooltips.ts";
import { wakeSync } from "./wake-sync.ts";

const hasMoved = forgetOtherSession(sessionStorage, ownWorkspace());
const client = createClient();
Object.defineProperty(window, "atelier", { value: createAtelier(client, __ATELIER_VERSION__), enumerable: true });

const mount = document.getElementById("app");
assert(mount, "index.html has #app");
render(
  () => (
    <ClientProvider value={client}>
      <AppRoutes />
    </ClientProvider>
  ),
  mount,
);
startTooltips();
startAutomaticBackups(client);
void startPwa(client.flush);
void pushLater(client);
followWorkspace(client);
void arrive(client, hasMoved);
wakeSync();
