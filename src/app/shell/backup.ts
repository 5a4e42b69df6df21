import type { Client } from "../data/client.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { showToast } from "../ui/index.ts";
import type { Progress } from "../../rpc/api.ts";
import { saveFile } from "./save-file.ts";

type OnProgress = (progress: Progress) => void;

/** The whole workspace in the downloads: as SQLite or as the zip of an export, encrypted if there is a passphrase. */
export async function saveBackup(
  client: Client,
  args: { format?: "sqlite" | "zip"; passphrase?: string },
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const { name, blob } = await client.task("backup.create", args, onProgress, signal);
  saveFile(name, blob as Blob);
}

export async function downloadBackup(client: Client, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
  await handOver(async () => {
    await saveBackup(client, {}, onProgress, signal);
    return "The backup is in your downloads. It is an SQLite file that other tools open, too.";
  });
}

/** Everything in one zip: notes as Markdown, attachments, and the rest in lines of JSON. */
export async function downloadExport(client: Client, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
  await handOver(async () => {
    const { name, blob, notes, attachments, renamed } = await client.task("export.zip", {}, onProgress, signal);
    saveFile(name, blob as Blob);
    const safe = renamed.length
      ? ` ${renamed.length} of them have another name there, so that every system takes it; an import gives the names back.`
      : "";
    return `Exported ${notes} notes and ${attachments} attachments.${safe} The zip is in your downloads.`;
  });
}

async function handOver(work: () => Promise<string>): Promise<void> {
  try {
    showToast({ text: await work() });
  } catch (error) {
    if (!wasCancelled(error)) showToast({ text: failureText(error), tone: "danger" });
  }
}
