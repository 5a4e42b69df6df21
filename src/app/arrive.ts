import type { Client } from "./data/client.ts";
import { ownerHere, takeArrival } from "./data/workspaces.ts";
import { attempt } from "./sync-panel/attempt.ts";
import { showToast } from "./ui/index.ts";

/**
 * Another workspace was opened in this browser (SU14). If somebody signed in for it, sync goes on here, by whichever tab is first; every
 * tab that showed the one before says whose workspace it shows now.
 */
export async function arrive(client: Client, hasMoved: boolean): Promise<void> {
  const account = takeArrival(localStorage);
  if (account !== null) await attempt(client.task("sync.resume", { account }));
  const owner = ownerHere(localStorage);
  if (hasMoved && owner) showToast({ text: `This is ${owner.name}'s workspace. The one before stays on this device.` });
}
