import type { Client } from "./data/client.ts";
import { takeArrival } from "./data/workspaces.ts";
import { attempt } from "./sync-panel/attempt.ts";
import { showToast } from "./ui/index.ts";

/** Somebody signed in from another workspace of this device, and this one was opened for it: sync goes on here (SU14). */
export async function arrive(client: Client): Promise<void> {
  const account = takeArrival(localStorage);
  if (account === null) return;
  const user = await attempt(client.task("sync.resume", { account }));
  if (user) showToast({ text: `This is ${user.name}'s workspace. The one before stays on this device.` });
}
