import type { Client } from "../data/client.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { showToast } from "../ui/index.ts";
import { copyToDisk } from "./use-disk-folder.ts";

/** After the start has long settled; then often enough that a day never passes without one. */
const FIRST_MS = 60_000;
const EVERY_MS = 30 * 60_000;

/** One backup a day if something has changed (BR4). Each open tab asks; whoever asks second is told that none is due. */
export function startAutomaticBackups(client: Client): void {
  let isSaid = false;
  const round = async () => {
    setTimeout(() => void round(), EVERY_MS);
    // What nobody keeps needs no copy, and a tab that cannot write is told so elsewhere.
    const { storage, readOnly, failure } = await client.status();
    if (storage === "memory" || readOnly || failure) return;
    try {
      await client.task("backup.automatic", {});
      await copyToDisk(client);
    } catch (error) {
      if (wasCancelled(error) || isSaid) return;
      isSaid = true;
      showToast({ text: `Today's backup was not made. ${failureText(error)}`, tone: "danger" });
    }
  };
  setTimeout(() => void round(), FIRST_MS);
}
