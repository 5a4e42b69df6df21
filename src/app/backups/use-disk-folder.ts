import type { Client } from "../data/client.ts";
import { ownWorkspace } from "../data/own-workspace.ts";
import { createDiskFolder, type FolderHandle } from "./disk-folder.ts";
import { indexedDbHandle } from "./handle-store.ts";

export const diskFolder = createDiskFolder(indexedDbHandle(indexedDB, `${ownWorkspace()}-backup-folder`));

/** Null where the browser has no such thing. */
export const pickFolder = (
  window as { showDirectoryPicker?: (options: { id: string; mode: "readwrite" }) => Promise<FolderHandle> }
).showDirectoryPicker?.bind(window);

/** Brings the newest backup into the picked folder, if it is not there yet and the browser lets us. */
export async function copyToDisk(client: Client): Promise<void> {
  if ((await diskFolder.state()).access !== "granted") return;
  const newest = (await client.task("backup.list", {})).find(({ verified }) => verified);
  if (!newest || !(await diskFolder.wants(newest.name))) return;
  const { blob } = await client.task("backup.get", { name: newest.name });
  await diskFolder.put(newest.name, blob as Blob);
}
