import { expect, test } from "vitest";
import { type Pointer, type PointerStore, preparePointer, readPointer, SLOT_BYTES, writePointer } from "./pointer.ts";

function memoryStore() {
  let bytes: Uint8Array | null = null;
  /** Of the next write only so many bytes reach the device. */
  const state = { reaches: Infinity };
  const store: PointerStore = {
    read: async () => bytes?.slice() ?? null,
    open: async () => ({
      write(offset, written) {
        bytes ??= new Uint8Array(2 * SLOT_BYTES);
        bytes.set(written.subarray(0, state.reaches), offset);
      },
      close: () => undefined,
    }),
  };
  return { store, state };
}

const at = (n: number): Pointer => ({ current: `atelier-${n}.sqlite`, previous: n % 2 ? null : `atelier-${n - 1}.sqlite` });

test("BR6: a pointer is read as it was written last; without one there is none", async () => {
  const { store } = memoryStore();
  expect(await readPointer(store)).toBeNull();
  for (let n = 1; n < 8; n++) {
    await writePointer(store, at(n));
    expect(await readPointer(store)).toEqual(at(n));
  }
});

test("failure 29: whatever a power cut leaves of a write, the pointer is the old or the new one", async () => {
  const text = 120;
  for (let n = 2; n < 4; n++)
    for (let reaches = 0; reaches <= text; reaches++) {
      const { store, state } = memoryStore();
      for (let before = 1; before <= n; before++) await writePointer(store, at(before));
      state.reaches = reaches;
      (await preparePointer(store)).write(at(n + 1));
      expect([at(n), at(n + 1)]).toContainEqual(await readPointer(store));
      state.reaches = Infinity;
      await writePointer(store, at(n + 2));
      expect(await readPointer(store)).toEqual(at(n + 2));
    }
});
