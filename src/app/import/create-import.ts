import { createSignal } from "solid-js";
import type { ImportReport } from "../../content/import/import.model.ts";
import type { Progress } from "../../rpc/api.ts";
import type { Client } from "../data/client.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";

export type ImportState =
  | { readonly step: "choose"; readonly message?: string }
  | { readonly step: "working"; readonly progress: Progress }
  | { readonly step: "look"; readonly files: readonly File[]; readonly report: ImportReport }
  | { readonly step: "done"; readonly report: ImportReport };

/**
 * The steps of an import: choose, look at what would happen, do it, read what became of it. The look writes nothing, and
 * cancelling the work takes back all of it (UI9).
 */
export function createImport(client: Client) {
  const [state, setState] = createSignal<ImportState>({ step: "choose" });
  let control: AbortController | undefined;

  async function work(files: readonly File[], dryRun: boolean): Promise<ImportReport | undefined> {
    control = new AbortController();
    setState({ step: "working", progress: { phase: dryRun ? "Looking at the files" : "Importing", done: 0, total: 0 } });
    const onProgress = (progress: Progress) => setState({ step: "working", progress });
    try {
      return await client.task("import.files", { files: [...files], dry_run: dryRun }, onProgress, control.signal);
    } catch (error) {
      const message = wasCancelled(error) ? "It was cancelled. Nothing was changed." : failureText(error);
      setState({ step: "choose", message });
      return undefined;
    }
  }
  return {
    state,
    cancel: () => control?.abort(),
    async look(files: readonly File[]) {
      const report = await work(files, true);
      if (report) setState({ step: "look", files, report });
    },
    async run(files: readonly File[]) {
      const report = await work(files, false);
      if (report) setState({ step: "done", report });
    },
    restart: () => setState({ step: "choose" }),
  };
}
