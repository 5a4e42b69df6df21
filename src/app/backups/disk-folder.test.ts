import { expect, test } from "vitest";
import { createDiskFolder, type FolderHandle } from "./disk-folder.ts";

function fakeFolder() {
  const files = new Map<string, Blob>();
  const state = { permission: "granted" as PermissionState, isFull: false };
  const handle: FolderHandle = {
    name: "Copies",
    queryPermission: async () => state.permission,
    requestPermission: async () => (state.permission = "granted"),
    async *keys() {
      yield* [...files.keys()];
    },
    getFileHandle: async (name) => ({
      async createWritable() {
        let content = new Blob();
        return {
          async write(blob) {
            if (state.isFull) throw new DOMException("full", "QuotaExceededError");
            content = blob;
          },
          close: async () => void files.set(name, content),
          abort: async () => undefined,
        };
      },
    }),
    removeEntry: async (name) => void files.delete(name),
  };
  let kept: FolderHandle | undefined;
  const folder = createDiskFolder({ read: async () => kept, write: async (next) => void (kept = next) });
  return { files, state, handle, folder };
}

test("BR9: a picked folder gets each backup once, and keeps the newest eleven beside what else is in it", async () => {
  const { files, handle, folder } = fakeFolder();
  expect([await folder.state(), await folder.wants("daily-1.sqlite")]).toEqual([{ access: "none" }, false]);
  await folder.pick(handle);
  expect(await folder.state()).toEqual({ access: "granted", name: "Copies" });
  files.set("holiday.jpg", new Blob());
  files.set("atelier-notes.sqlite", new Blob());
  for (let at = 1; at <= 14; at++) await folder.put(`${at % 2 ? "daily" : "manual"}-${at}.sqlite`, new Blob(["SQLite"]));
  expect([...files.keys()].filter((name) => /\d/.test(name))).toHaveLength(11);
  expect([files.has("holiday.jpg"), files.has("atelier-notes.sqlite"), files.has("atelier-daily-3.sqlite")]).toEqual([true, true, false]);
  expect([await folder.wants("manual-14.sqlite"), await folder.wants("daily-15.sqlite")]).toEqual([false, true]);
});

test("BR9: without permission nothing is written until the person gives it again; a full disk leaves no half copy", async () => {
  const { files, state, handle, folder } = fakeFolder();
  await folder.pick(handle);
  state.permission = "prompt";
  expect([await folder.state(), await folder.wants("daily-1.sqlite")]).toEqual([{ access: "asks", name: "Copies" }, false]);
  await folder.put("daily-1.sqlite", new Blob(["SQLite"]));
  expect(files.size).toBe(0);
  expect(await folder.askAgain()).toBe(true);
  state.isFull = true;
  await expect(folder.put("daily-1.sqlite", new Blob(["SQLite"]))).rejects.toThrow("full");
  expect(files.size).toBe(0);
  await folder.forget();
  expect(await folder.state()).toEqual({ access: "none" });
});
