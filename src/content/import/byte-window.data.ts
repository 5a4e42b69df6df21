import type { BlobLike } from "../../base/blob.ts";

const WINDOW = 8 * 1024 * 1024;

/** Reads pieces of a file through a window, because thousands of small reads of a blob cost more than their bytes. */
export function createByteWindow(blob: BlobLike): (offset: number, length: number) => Promise<Uint8Array> {
  let start = 0;
  let held = new Uint8Array(0);
  return async (offset, length) => {
    if (offset < start || offset + length > start + held.length) {
      start = offset;
      held = new Uint8Array(await blob.slice(offset, Math.min(blob.size, offset + Math.max(length, WINDOW))).arrayBuffer());
    }
    return held.subarray(offset - start, offset - start + length);
  };
}
