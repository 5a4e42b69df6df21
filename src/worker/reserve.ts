/** Room that is kept for the day on which the device has none left: opening, reading and emptying the trash need a little (DB17). */
export interface Reserve {
  /** Takes the room, unless the browser has not much more than that. */
  keep(): Promise<void>;
  /** Gives it back; answers whether there was any. */
  letGo(): Promise<boolean>;
}

const BYTES = 4 * 1024 * 1024;
const PLENTY = 16 * BYTES;

/** A file in OPFS beside the pool; touched only while the database lock is held. `room`: bytes that the browser still allows. */
export function opfsReserve(workspace: string, room: () => Promise<number | undefined>): Reserve {
  const name = `.${workspace}-reserve`;
  const folder = () => navigator.storage.getDirectory();
  return {
    async keep() {
      if (((await room()) ?? 0) < PLENTY) return;
      const file = await (await (await folder()).getFileHandle(name, { create: true })).createSyncAccessHandle();
      try {
        if (file.getSize() >= BYTES) return;
        // Written out: on a disk that is full itself, a hole in a file would give nothing back.
        file.write(new Uint8Array(BYTES), { at: 0 });
        file.flush();
      } finally {
        file.close();
      }
    },
    async letGo() {
      try {
        await (await folder()).removeEntry(name);
        return true;
      } catch {
        return false;
      }
    },
  };
}
