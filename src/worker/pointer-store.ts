import type { PointerStore } from "../db/backup/pointer.ts";

/** A small file in OPFS beside the pool; opened for writing only while the database lock is held. */
export function opfsPointer(workspace: string): PointerStore {
  const name = `.${workspace}-current`;
  const file = async (create: boolean) => (await navigator.storage.getDirectory()).getFileHandle(name, { create });
  return {
    async read() {
      try {
        return new Uint8Array(await (await (await file(false)).getFile()).arrayBuffer());
      } catch (error) {
        if ((error as DOMException).name === "NotFoundError") return null;
        throw error;
      }
    },
    async open() {
      const handle = await (await file(true)).createSyncAccessHandle();
      return {
        write(offset, bytes) {
          handle.write(bytes as Uint8Array<ArrayBuffer>, { at: offset });
          handle.flush();
        },
        close: () => handle.close(),
      };
    },
  };
}
