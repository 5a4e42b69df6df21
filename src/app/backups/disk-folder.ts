/** The part of File System Access that the copies on the disk use; TypeScript does not know all of it yet. */
export interface FolderHandle {
  readonly name: string;
  queryPermission(mode: { mode: "readwrite" }): Promise<PermissionState>;
  requestPermission(mode: { mode: "readwrite" }): Promise<PermissionState>;
  keys(): AsyncIterable<string>;
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{ createWritable(): Promise<{ write(blob: Blob): Promise<void>; close(): Promise<void>; abort(): Promise<void> }> }>;
  removeEntry(name: string): Promise<void>;
}

/** Where the handle is kept: it outlives the page. */
export interface HandleStore {
  read(): Promise<FolderHandle | undefined>;
  write(handle: FolderHandle | undefined): Promise<void>;
}

/** `asks`: the browser wants to be asked again in each session. */
export type FolderState = { readonly access: "none" } | { readonly access: "granted" | "asks"; readonly name: string };

const READ_WRITE = { mode: "readwrite" } as const;
/** As many as are kept beside the workspace without being asked for: seven daily and four weekly ones. */
const MOST = 11;
const OURS = /^atelier-(manual|daily|migration|restore)-(\d+)\.sqlite$/;

/** A folder on the disk that the person picked once; it gets a copy of each new backup (BR9). */
export function createDiskFolder(store: HandleStore) {
  const granted = async () => {
    const handle = await store.read();
    return handle && (await handle.queryPermission(READ_WRITE)) === "granted" ? handle : undefined;
  };
  return {
    async state(): Promise<FolderState> {
      const handle = await store.read();
      if (!handle) return { access: "none" };
      return { access: (await granted()) ? "granted" : "asks", name: handle.name };
    },
    pick: (handle: FolderHandle) => store.write(handle),
    forget: () => store.write(undefined),
    /** Call it from a gesture. */
    async askAgain(): Promise<boolean> {
      return (await (await store.read())?.requestPermission(READ_WRITE)) === "granted";
    },
    /** Does it want this backup? Not without a folder or its permission, nor if the copy is there. */
    async wants(backup: string): Promise<boolean> {
      const handle = await granted();
      return handle !== undefined && !(await namesIn(handle)).includes(fileOf(backup));
    },
    /** Writes a copy, then lets the oldest of ours go; what else is in the folder is not touched. */
    async put(backup: string, blob: Blob): Promise<void> {
      const handle = await granted();
      if (!handle) return;
      const file = await (await handle.getFileHandle(fileOf(backup), { create: true })).createWritable();
      try {
        await file.write(blob);
        await file.close();
      } catch (error) {
        await file.abort().catch(() => undefined);
        throw error;
      }
      const ours = (await namesIn(handle)).filter((name) => OURS.test(name)).toSorted((a, b) => timeOf(b) - timeOf(a));
      for (const name of ours.slice(MOST)) await handle.removeEntry(name);
    },
  };
}

const fileOf = (backup: string) => `atelier-${backup}`;
const timeOf = (name: string) => Number(OURS.exec(name)?.[2]);

async function namesIn(handle: FolderHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of handle.keys()) names.push(name);
  return names;
}
