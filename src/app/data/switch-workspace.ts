import type { Client } from "./client.ts";
import { ownWorkspace } from "./own-workspace.ts";
import { chooseAccount, chooseWorkspace, currentWorkspace, type Owner, REGISTRY } from "./workspaces.ts";

let leaving = false;

/** Everything typed is saved, then the tab begins anew, in the workspace that is chosen by now. */
async function beginAnew(client: Client, address: string): Promise<void> {
  leaving = true;
  await client.flush();
  location.assign(address);
}

/** Opens the workspace of an account whose session was just begun; the present one stays as it is. */
export async function openAccount(client: Client, account: Owner, here: Owner | null): Promise<void> {
  chooseAccount(localStorage, account, here);
  await beginAnew(client, "/sync");
}

/** Opens another workspace of this device without signing in. */
export async function openWorkspace(client: Client, workspace: string, here: Owner | null): Promise<void> {
  chooseWorkspace(localStorage, workspace, here);
  await beginAnew(client, "/");
}

/** One workspace at a time is open in a browser: what one tab chooses, the others follow, also those that slept meanwhile. */
export function followWorkspace(client: Client): void {
  const look = () => {
    if (!leaving && currentWorkspace(localStorage) !== ownWorkspace()) void beginAnew(client, "/");
  };
  window.addEventListener("storage", ({ key }) => key === REGISTRY && look());
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}
