import { createSignal } from "solid-js";
import { isSealed, SEALED_START_BYTES } from "../../base/sealed-file.ts";
import { Refusal } from "../../base/result.ts";
import type { ImportReport } from "../../content/import/import.model.ts";
import type { Progress } from "../../rpc/api.ts";
import type { Client } from "../data/client.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";

export type ImportState =
  | { readonly step: "choose"; readonly message?: string }
  | { readonly step: "passphrase"; readonly file: File; readonly message?: string }
  | { readonly step: "working"; readonly progress: Progress }
  | { readonly step: "look"; readonly files: readonly File[]; readonly report: ImportReport }
  | { readonly step: "done"; readonly report: ImportReport };

const CANCELLED = "It was cancelled. Nothing was changed.";
const BACKUP = "This is an encrypted backup, not an export. Restore it under Settings → Backups; nothing was changed.";

/** An encrypted export keeps the name of its zip, so that what came from it is known again (IM5). */
const opened = (file: File, blob: Blob) => new File([blob], file.name.replace(/\.atelier-backup$/, ""), { type: blob.type });

async function sealedOf(files: readonly File[]): Promise<File | undefined> {
  const [file, more] = files;
  if (!file || more) return undefined;
  return isSealed(new Uint8Array(await file.slice(0, SEALED_START_BYTES).arrayBuffer())) ? file : undefined;
}

/**
 * The steps of an import: choose, look at what would happen, do it, read what became of it. The look writes nothing, and
 * cancelling the work takes back all of it (UI9).
 */
export function createImport(client: Client) {
  const [state, setState] = createSignal<ImportState>({ step: "choose" });
  let control: AbortController | undefined;

  function begin(phase: string): [(progress: Progress) => void, AbortSignal] {
    control = new AbortController();
    const onProgress = (progress: Progress) => setState({ step: "working", progress });
    onProgress({ phase, done: 0, total: 0 });
    return [onProgress, control.signal];
  }
  const failed = (error: unknown) => void setState({ step: "choose", message: wasCancelled(error) ? CANCELLED : failureText(error) });

  async function work(files: readonly File[], dryRun: boolean): Promise<ImportReport | undefined> {
    try {
      const args = { files: [...files], dry_run: dryRun };
      return await client.task("import.files", args, ...begin(dryRun ? "Looking at the files" : "Importing"));
    } catch (error) {
      failed(error);
      return undefined;
    }
  }
  async function look(files: readonly File[]) {
    const report = await work(files, true);
    if (report) setState({ step: "look", files, report });
  }
  return {
    state,
    cancel: () => control?.abort(),
    async look(files: readonly File[]) {
      const file = await sealedOf(files);
      if (file) setState({ step: "passphrase", file });
      else await look(files);
    },
    async open(file: File, passphrase: string) {
      try {
        const { format, blob } = await client.task("backup.decrypt", { bytes: file, passphrase }, ...begin("Opening the file"));
        if (format === "zip") await look([opened(file, blob as Blob)]);
        else setState({ step: "choose", message: BACKUP });
      } catch (error) {
        if (error instanceof Refusal && error.failure.type === "WrongPassphrase")
          setState({ step: "passphrase", file, message: error.failure.message });
        else failed(error);
      }
    },
    async run(files: readonly File[]) {
      const report = await work(files, false);
      if (report) setState({ step: "done", report });
    },
    restart: () => setState({ step: "choose" }),
  };
}
