import { createSignal, onCleanup } from "solid-js";
import type { BackupInspection } from "../../content/backup/backup.model.ts";
import type { Progress } from "../../rpc/api.ts";
import type { Client } from "../data/client.ts";
import { Refusal } from "../../base/result.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";

/** A backup of the list, or a file that the person chose. */
export type RestoreSource = { readonly name: string } | { readonly bytes: File };

export type RestoreState =
  | { readonly step: "working"; readonly progress: Progress }
  | { readonly step: "passphrase"; readonly message?: string }
  | { readonly step: "review"; readonly found: BackupInspection; readonly message?: string }
  | { readonly step: "failed"; readonly message: string }
  | { readonly step: "done"; readonly safety: string | null };

/** A passphrase that is missing or wrong is asked for; anything else ends it. */
const ASKS = new Set(["NeedsPassphrase", "WrongPassphrase"]);

/** The steps of a restore: read it whole, see both sides, do it. Until the last nothing is changed (BR6). */
export function createRestore(client: Client, source: RestoreSource) {
  const [state, setState] = createSignal<RestoreState>({ step: "working", progress: { phase: "Opening", done: 0, total: 0 } });
  let control: AbortController | undefined;
  let passphrase: string | undefined;
  // Of this restore, however often it is sent: a tab that takes over meanwhile does not do it twice.
  const id = client.newId();
  onCleanup(() => control?.abort());

  function begin(phase: string): [(progress: Progress) => void, AbortSignal] {
    control = new AbortController();
    const onProgress = (progress: Progress) => setState({ step: "working", progress });
    onProgress({ phase, done: 0, total: 0 });
    return [onProgress, control.signal];
  }

  async function look(typed?: string) {
    passphrase = typed;
    try {
      const found = await client.task("backup.inspect", { ...source, passphrase }, ...begin("Opening the backup"));
      setState(found.problem ? { step: "failed", message: found.problem.message } : { step: "review", found });
    } catch (error) {
      if (error instanceof Refusal && ASKS.has(error.failure.type))
        setState(
          error.failure.type === "WrongPassphrase" ? { step: "passphrase", message: error.failure.message } : { step: "passphrase" },
        );
      else setState({ step: "failed", message: wasCancelled(error) ? CANCELLED : failureText(error) });
    }
  }

  async function run(found: BackupInspection) {
    try {
      const { safety } = await client.task("backup.restore", { ...source, passphrase, id }, ...begin("Restoring"));
      setState({ step: "done", safety });
    } catch (error) {
      setState({ step: "review", found, message: wasCancelled(error) ? CANCELLED : failureText(error) });
    }
  }
  return { state, look, run, cancel: () => control?.abort() };
}

const CANCELLED = "It was cancelled. Nothing was changed.";
